#!/bin/bash
#SBATCH --job-name=sleepscorer
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=1G
#SBATCH --time=04:00:00

# One share of the recordings per task of the array. SHARES has to be the last number of --array; it is not taken
# from SLURM so that single tasks can be run again (sbatch --array=3 slurm-array.sh).
#
#   first=$(sbatch --parsable --export=ALL,NIGHTS=/data/nights,OUT=/data/results slurm-array.sh)
#   sbatch --dependency=afterany:$first --export=ALL,OUT=/data/results slurm-merge.sh
#
# A task ends with 1 where a recording failed; the manifest says which and why.

set -eu
sleepscorer prescore "${NIGHTS:-nights}" --out "${OUT:-results}" \
  --jobs "${SLURM_CPUS_PER_TASK:-1}" --shard "$SLURM_ARRAY_TASK_ID/${SHARES:-8}"
