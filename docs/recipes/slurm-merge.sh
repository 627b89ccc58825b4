#!/bin/bash
#SBATCH --job-name=sleepscorer-merge
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=4G

# One manifest and one summary of all shares, once the array has ended.

set -eu
sleepscorer prescore "${OUT:-results}" --merge
