"""Sentences of the core that do not stand in a ``Message`` yet, for lupdate."""

from __future__ import annotations

from sleepscorer.gui.i18n.translation import QT_TRANSLATE_NOOP

SENTENCES = (
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} does not say who has the night open; see that nobody has, delete that file, then open the "
        "night again.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} is no regular file; move it away, then open the night again."),
    QT_TRANSLATE_NOOP("Core", "{path} was written by a newer sleepscorer; update to open it."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} holds a scoring made apart from the one that is shown; it was kept as {name}.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} holds a scoring made apart from the one that is shown; it was left as it is and not used.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} holds another scoring of this night, made apart from this one; open the night in the window "
        "to choose one.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} was replaced by another scoring while the night was open; it was kept as {name}.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} was changed by another program while the night was open; the whole scoring was saved.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Work on this recording was kept under another name, as {path}, and is gone on with.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} and {other} hold scorings of this night that were made apart from each other; open the night "
        "in the window to choose one.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} lasts {seconds} s, less than one epoch of {epoch} s; there is nothing to score in it.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} does not exist; check the name."),
    QT_TRANSLATE_NOOP("Core", "{path} is a folder; choose a recording inside it."),
    QT_TRANSLATE_NOOP("Core", "{path} is a folder; choose a hypnogram inside it."),
    QT_TRANSLATE_NOOP("Core", "{path} cannot be opened ({reason}); check its permissions."),
    QT_TRANSLATE_NOOP("Core", "{path} cannot be opened ({reason})."),
    QT_TRANSLATE_NOOP("Core", "{path} ends inside its header; copy it again from its source."),
    QT_TRANSLATE_NOOP("Core", "{path} is empty (0 bytes); copy it again from its source."),
    QT_TRANSLATE_NOOP("Core", "{path} is a Git LFS pointer, not the recording; fetch the file itself."),
    QT_TRANSLATE_NOOP("Core", "{path} is not an EDF or BDF file; open an .edf or .bdf recording."),
    QT_TRANSLATE_NOOP("Core", "{path} holds no signal according to its header; it cannot be shown."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} does not say how long its data records are; export the recording again from its source.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} has a damaged header (a signal without samples); export the recording again from its source.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} has a damaged header; export the recording again from its source."),
    QT_TRANSLATE_NOOP("Core", "{path} has data records of no length; it holds nothing to show."),
    QT_TRANSLATE_NOOP("Core", "{path} has become shorter while open; restore the file and open it again."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} is discontinuous (EDF+D) but data record {record} does not say when it starts; export "
        "the recording again from its source.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} can no longer be read ({reason})."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} holds annotations but no signal; open the recording it belongs to, then import it.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} holds a header but no data; copy it again from its source."),
    QT_TRANSLATE_NOOP("Core", "{path} claims to last {hours} h; export it again from its source."),
    QT_TRANSLATE_NOOP("Core", "{path} claims {rate} samples per second; export it again from its source."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} has data records that overlap in time (record {record} starts at {seconds} s, another ends "
        "at {stop} s); export it again from its source.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} is a {maker} file, which nothing here can read; export the recording as EDF.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} can no longer be read ({reason}); export it as EDF, or check its files.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} cannot be opened as {kind} ({reason}); export it as EDF, or check its files.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The header writes its {what} with a decimal comma; it was read as a decimal point.",
    ),
    QT_TRANSLATE_NOOP("Core", "The header says it is {said} bytes long; its signals make it {found}."),
    QT_TRANSLATE_NOOP("Core", "The header does not say how many data records there are; {held} were found."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The file ends early: the header promises {said} data records, {held} are there.",
    ),
    QT_TRANSLATE_NOOP("Core", "The header promises {said} data records but {held} are there; all are shown."),
    QT_TRANSLATE_NOOP("Core", "1 byte after the last whole data record was ignored."),
    QT_TRANSLATE_NOOP("Core", "{count} bytes after the last whole data record were ignored."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The header says that the start is unknown; times count from the first sample.",
    ),
    QT_TRANSLATE_NOOP("Core", "The header's year {year} is not believed; the time of day counts alone."),
    QT_TRANSLATE_NOOP("Core", "The header holds no valid start date; the time of day counts alone."),
    QT_TRANSLATE_NOOP("Core", "1 annotation could not be understood and is left out."),
    QT_TRANSLATE_NOOP("Core", "{count} annotations could not be understood and are left out."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Of {count} annotations the duration is no length of time (such as -1); they are read as "
        "without one.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The header holds no valid start date and time; times count from the first sample.",
    ),
    QT_TRANSLATE_NOOP("Core", "The recording lasts {hours} h; nights follow each other in it."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The recording has {count} gap(s), {seconds} s in all; they are shown as gaps.",
    ),
    QT_TRANSLATE_NOOP("Core", "{channels}: the header gives no scale, so values are shown without a unit."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{labels}: the unit {unit} is not known, so it is shown as it stands and no model reads it; say the "
        "unit under Channel roles, or with --unit.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{label} is shown as it stands: {reference} has another unit, or no scale, and is not subtracted.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} has no channel {label}; give the unit of one of {labels}."),
    QT_TRANSLATE_NOOP("Core", "{channels}: more than one channel has this label."),
    QT_TRANSLATE_NOOP("Core", "The file holds signals of different rates; all are shown at {rate} Hz."),
    QT_TRANSLATE_NOOP("Core", "Scored with {model}: {channels}."),
    QT_TRANSLATE_NOOP("Core", "{channel} was not used: it holds no signal."),
    QT_TRANSLATE_NOOP(
        "Core", "{channel} was not used: it is cut off at the limits of its amplifier or file."
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{channel} was not used: it is an envelope or a copy of coarser samples, not a raw signal.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{channel} was not used: it varies by {spread} uV within 1 s (standard deviation) where {low} to "
        "{high} uV are taken; put its unit or scale right at its source.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} has no channels that {model} can score from: it needs {needs}."),
    QT_TRANSLATE_NOOP("Core", "The recording has no {role}; the model was chosen to do without."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{channel} was not used: at {rate} Hz it is an envelope or too coarse, not a raw {role}.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{channel} was not used: no variant of the model takes this set of channels with it.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} has no channels that {model} can score from: it needs {needs}, in volts, at 60 Hz or "
        "more. Set the channels' roles if they were guessed wrongly.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} is not the network its card.json speaks of (sha256 differs); install the model {name} again.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} cannot be read; install the model {name} again."),
    QT_TRANSLATE_NOOP("Core", "{path} cannot be read; install the model again."),
    QT_TRANSLATE_NOOP("Core", "There is no model called {name}; choose one of: {names}."),
    QT_TRANSLATE_NOOP("Core", "The network of {name} cannot be loaded ({reason}); install the model again."),
    QT_TRANSLATE_NOOP("Core", "{title} is not installed; install it with {how}."),
    QT_TRANSLATE_NOOP(
        "Core", "The scorer {name} cannot be loaded ({kind}: {reason}); install its package again."
    ),
    QT_TRANSLATE_NOOP("Core", "The overlay {name} is not installed; install its package, or switch it off."),
    QT_TRANSLATE_NOOP(
        "Core", "The overlay {name} cannot be loaded ({kind}: {reason}); install its package again."
    ),
    QT_TRANSLATE_NOOP("Core", "The overlay {name} is no sleepscorer.overlays.Overlay; update its package."),
    QT_TRANSLATE_NOOP("Core", "{title} could not score {name} ({kind}: {reason})."),
    QT_TRANSLATE_NOOP("Core", "{title} gave {numbers} numbers for {count} epochs of five stages; update it."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} holds no sleep stage among its {count} annotations; choose the file that holds the scoring.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} holds no sleep stage; choose the file that holds the scoring."),
    QT_TRANSLATE_NOOP("Core", "{path} holds no stage; choose the file that holds the scoring."),
    QT_TRANSLATE_NOOP("Core", "{path} holds no event; choose the file with the events."),
    QT_TRANSLATE_NOOP("Core", "Some stages have no duration; they were taken to last until the next one."),
    QT_TRANSLATE_NOOP("Core", "The hypnogram has {found} epochs where {expected} were expected."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The hypnogram's epochs start {seconds} s from the recording's; each went to the nearest.",
    ),
    QT_TRANSLATE_NOOP("Core", "{count} scored epochs of the hypnogram lie outside the recording."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The hypnogram starts on {first} and the recording on {second}, so they do not overlap; choose "
        "the hypnogram of this night.",
    ),
    QT_TRANSLATE_NOOP("Core", "The dates differ, so the hypnogram was placed by the time of day alone."),
    QT_TRANSLATE_NOOP("Core", "The hypnogram has no date, so it was placed by the time of day alone."),
    QT_TRANSLATE_NOOP(
        "Core", "The recording has no date, so the hypnogram was placed by the time of day alone."
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Neither the hypnogram nor the recording has a date, so they were placed by the time of day alone.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The hypnogram was placed from the recording's first epoch: no clock time to go by.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Some stages do not fill whole epochs of 30 s; each epoch took the one at its middle.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Epochs of {seconds} s were converted to 30 s; each took the stage at its middle.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} has epochs of {seconds} s; sleepscorer reads epochs of 1 to 600 s."),
    QT_TRANSLATE_NOOP("Core", "{path} claims stages for more than a month; correct the durations in it."),
    QT_TRANSLATE_NOOP("Core", "{path} is no hypnogram that sleepscorer reads; export it as EDF+ or CSV."),
    QT_TRANSLATE_NOOP("Core", "{path} is too large to be a hypnogram; choose the file with the scoring."),
    QT_TRANSLATE_NOOP("Core", "{path} has {count} lines, too many for a hypnogram; choose another file."),
    QT_TRANSLATE_NOOP("Core", "{path}, line {line}, has no stage; complete it and read it again."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}: {words} is no sleep stage we know; say what it stands for (such as {word}=N3), or write "
        "W, N1, N2, N3, R or ?.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}: {words} are no sleep stages we know; say what they stand for (such as {word}=N3), or write "
        "W, N1, N2, N3, R or ?.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} holds the stages of {count} scorers; keep those of one in a file."),
    QT_TRANSLATE_NOOP(
        "Core", "The stages of the file are marks of {length} s; each was taken to last until the next one."
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} has several columns and no name says which holds the stages; name the columns in its "
        "first line (such as onset,duration,stage) and divide them by commas.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} has two columns {name} that differ; keep those of one scorer.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}: its column {name} goes through {people} as where several people scored; keep the rows "
        "of one.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}: its column {name} holds times and its name does not say of what; name it clock for the "
        "time of day, or onset for the time since the start.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}: the numbers of its column {name} are not those of consecutive epochs; name it epoch, "
        "onset_s or duration_s.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}: its times begin at {seconds} s, as where they count from 1970 in no time zone that is "
        "said; write clock times, or seconds from the recording's start.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The text {text} speaks of the lights, but was not taken for lights off or on.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} lists changes of stage and does not say how long the last one lasts; add a column of "
        "durations, or a last row ? where it ends.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}: the numbers of its epochs keep no step, so a row may be a change of stage; add a column "
        "with the last epoch or the duration of each.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}, line {line}: its time is not after the one before; keep one night of one scorer in a "
        "file, in order.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} holds the stages of {count} nights; keep those of one in a file.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The times of the table begin at 00:00:00 and were counted from the recording's start.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Every second line is blank; the blank lines were passed over.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The file says that its epochs last {length} s; the {given} s given were not used.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} does not say whether its times are where stages start or end; name the column onset or end.",
    ),
    QT_TRANSLATE_NOOP("Core", "The numbers were read as 0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R."),
    QT_TRANSLATE_NOOP("Core", "The numbers were read as 0 W, 1 N1, 2 N2, 3 N3, 4 R."),
    QT_TRANSLATE_NOOP("Core", "The date {date} was read as day/month/year."),
    QT_TRANSLATE_NOOP("Core", "{path} cannot be read ({reason}); export it again from its source."),
    QT_TRANSLATE_NOOP("Core", "The night holds no whole epoch, so there is no hypnogram to write."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} could not be written ({reason}); an earlier file of that name is as it was.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} does not say its format by its name; end it in one of {endings}."),
    QT_TRANSLATE_NOOP("Core", "{path} is the recording itself; choose another name for the copy."),
    QT_TRANSLATE_NOOP(
        "Core",
        "This night is open on {host} by {user} since {since} UTC; close it there first, or look at it "
        "here without changing it.",
    ),
    QT_TRANSLATE_NOOP("Core", "This night was opened by somebody else just now; try again."),
    QT_TRANSLATE_NOOP("Core", "{folder} cannot be written ({reason}); your work is kept in {other} instead."),
    QT_TRANSLATE_NOOP(
        "Core", "{path} is a link to a file that is not there; see that it is, then open the night again."
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The work kept in {folder} cannot be read ({reason}); see that it can be, then open the night again.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Neither {folder} nor {other} can be written ({reason}); make room or change the permissions, "
        "then open the night again.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} does not fit the saved scoring; put a sound copy of both in place."),
    QT_TRANSLATE_NOOP("Core", "{path} belongs to another recording of the same name; move it to that one."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} is damaged; the changes before the damage were recovered, and the whole was kept as {name}.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} was saved by a newer sleepscorer; update to open it."),
    QT_TRANSLATE_NOOP("Core", "{path} is damaged ({reason}); put a sound copy of it in its place."),
    QT_TRANSLATE_NOOP("Core", "It was kept as {name} and a new one was begun."),
    QT_TRANSLATE_NOOP("Core", "It was left as it is and not used."),
    QT_TRANSLATE_NOOP("Core", "The night is open for reading only; the change was not made."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{folder} cannot be written ({reason}); the change was not made. Make room on the disk and score "
        "the epoch again.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{folder} cannot be written ({reason}); the night was not saved, but every change is. Make room "
        "on the disk and save again.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Neither {folder} nor {other} can be written ({reason}); the change was not made. Make room on "
        "the disk and score the epoch again.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Neither {folder} nor {other} can be written ({reason}); the night was not saved, but every "
        "change is. Make room on the disk and save again.",
    ),
    QT_TRANSLATE_NOOP("Core", "The lights markers have changed since; the change was not made."),
    QT_TRANSLATE_NOOP("Core", "The marks of epoch {epoch} have changed since; the change was not made."),
    QT_TRANSLATE_NOOP("Core", "Epoch {epoch} has changed since; the change was not made."),
    QT_TRANSLATE_NOOP("Core", "An event has changed since; the change was not made."),
    QT_TRANSLATE_NOOP("Core", "An event is there twice; the change was not made."),
    QT_TRANSLATE_NOOP("Core", "A model never overwrites an epoch that a person has scored."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The model gave {count} epochs, the recording has {total}; nothing was changed.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} cannot be read ({reason})."),
    QT_TRANSLATE_NOOP("Core", "{path} is no montage ({reason}); see docs/montages.md for what one holds."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The first data record says that it starts {span} after the header does; it was believed.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The first data record says that it starts {span} before the header does; it was believed.",
    ),
    QT_TRANSLATE_NOOP("Core", "The header holds two start dates, {taken} and {other}; the first was taken."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The night starts on {date}, but an EDF header holds the years {first} to {last}: the file says "
        "{written}; its time of day is right.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{count} stages overlap a different one, as where two people scored; the one that starts or "
        "stands later counts.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} is JSON, but no scoring that sleepscorer saved; export it as EDF+ or CSV.",
    ),
    QT_TRANSLATE_NOOP("Core", "The table leaves out {count} epochs; they are unscored."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} was stopped after {seconds} s without an end; choose another model, or allow more with "
        "{setting}.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} needs more than {size} GB of memory; choose another model, or allow more with {setting}.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} ended its process without a word (code {code}); it is faulty, or needs more than {size} GB "
        "of memory.",
    ),
    QT_TRANSLATE_NOOP("Core", "{name} gave something else than stage probabilities; update it."),
    QT_TRANSLATE_NOOP("Core", "{name} failed ({kind}: {reason})."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path}, line {line}: epoch {after} follows epoch {before}; keep one night in a file, in order.",
    ),
    QT_TRANSLATE_NOOP("Core", "{path} numbers its epochs up to {number}; correct the numbers in it."),
    QT_TRANSLATE_NOOP("Core", "{path}, line {line}, cannot be read ({reason})."),
)
"""Sentences of the core, with names for what is filled in."""
