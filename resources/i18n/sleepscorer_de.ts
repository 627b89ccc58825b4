<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open recording...</source>
        <translation>A&amp;ufzeichnung öffnen...</translation>
    </message>
    <message>
        <source>Open the &amp;last night</source>
        <translation>&amp;Letzte Nacht öffnen</translation>
    </message>
    <message>
        <source>Compare &amp;with hypnograms...</source>
        <translation>&amp;Mit Hypnogrammen vergleichen...</translation>
    </message>
    <message>
        <source>Close the compared &amp;hypnogram</source>
        <translation>Vergli&amp;chenes Hypnogramm schließen</translation>
    </message>
    <message>
        <source>Co&amp;nsensus...</source>
        <translation>Ko&amp;nsens...</translation>
    </message>
    <message>
        <source>&amp;Import events...</source>
        <translation>Ereignisse &amp;importieren...</translation>
    </message>
    <message>
        <source>Use the recording&apos;s own annotations</source>
        <translation>Eigene Annotationen der Aufzeichnung verwenden</translation>
    </message>
    <message>
        <source>Take the offer</source>
        <translation>Angebot annehmen</translation>
    </message>
    <message>
        <source>Decline the offer</source>
        <translation>Angebot ablehnen</translation>
    </message>
    <message>
        <source>&amp;Export hypnogram...</source>
        <translation>&amp;Hypnogramm exportieren...</translation>
    </message>
    <message>
        <source>Export hypnogram as CS&amp;V...</source>
        <translation>Hypnogramm &amp;als CSV exportieren...</translation>
    </message>
    <message>
        <source>Export a cop&amp;y of the recording with the scoring...</source>
        <translation>&amp;Kopie der Aufzeichnung mit der Auswertung exportieren...</translation>
    </message>
    <message>
        <source>Export an anony&amp;mous copy...</source>
        <translation>Anon&amp;yme Kopie exportieren...</translation>
    </message>
    <message>
        <source>Export the pa&amp;ge...</source>
        <translation>Sei&amp;te exportieren...</translation>
    </message>
    <message>
        <source>Export the pic&amp;ture of the night...</source>
        <translation>Bild der Nacht exportieren...</translation>
    </message>
    <message>
        <source>&amp;Report...</source>
        <translation>B&amp;ericht...</translation>
    </message>
    <message>
        <source>Report of naps (MSLT, MWT)...</source>
        <translation>Bericht über Durchgänge (MSLT, MWT)...</translation>
    </message>
    <message>
        <source>&amp;Pre-score a folder...</source>
        <translation>Ordner &amp;vorauswerten...</translation>
    </message>
    <message>
        <source>&amp;Save a checkpoint</source>
        <translation>Zwischenstand &amp;sichern</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>Rü&amp;ckgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy the picture of the page</source>
        <translation>Bild der Seite &amp;kopieren</translation>
    </message>
    <message>
        <source>Channel r&amp;oles...</source>
        <translation>&amp;Rollen der Kanäle...</translation>
    </message>
    <message>
        <source>Codes of &amp;body position...</source>
        <translation>Codes der Körper&amp;lage...</translation>
    </message>
    <message>
        <source>Edit &amp;montages...</source>
        <translation>&amp;Montagen bearbeiten...</translation>
    </message>
    <message>
        <source>&amp;Filter values...</source>
        <translation>&amp;Filterwerte...</translation>
    </message>
    <message>
        <source>&amp;Preferences...</source>
        <translation>&amp;Einstellungen...</translation>
    </message>
    <message>
        <source>&amp;Pre-score the night</source>
        <translation>Nacht &amp;vorauswerten</translation>
    </message>
    <message>
        <source>&amp;Cancel: selection, pre-scoring, ruler</source>
        <translation>&amp;Abbrechen: Auswahl, Vorauswertung, Messrahmen</translation>
    </message>
    <message>
        <source>&amp;Wake</source>
        <translation>&amp;Wach</translation>
    </message>
    <message>
        <source>N&amp;1</source>
        <translation>N&amp;1</translation>
    </message>
    <message>
        <source>N&amp;2</source>
        <translation>N&amp;2</translation>
    </message>
    <message>
        <source>N&amp;3</source>
        <translation>N&amp;3</translation>
    </message>
    <message>
        <source>&amp;REM</source>
        <translation>&amp;REM</translation>
    </message>
    <message>
        <source>&amp;Unscored</source>
        <translation>N&amp;icht ausgewertet</translation>
    </message>
    <message>
        <source>Delete the chosen event, else the stage</source>
        <translation>Gewähltes Ereignis löschen, sonst das Stadium</translation>
    </message>
    <message>
        <source>&amp;Fill short unscored gaps</source>
        <translation>&amp;Kurze Lücken füllen</translation>
    </message>
    <message>
        <source>&amp;Accept the chosen proposed event, else this stage, and go on</source>
        <translation>Vorgeschlagenes Ereignis, sonst &amp;dieses Stadium übernehmen und weiter</translation>
    </message>
    <message>
        <source>A stage key goes to the &amp;next epoch</source>
        <translation>Eine &amp;Stadientaste geht zur nächsten Epoche</translation>
    </message>
    <message>
        <source>Lights &amp;off here</source>
        <translation>Licht aus &amp;hier</translation>
    </message>
    <message>
        <source>Lig&amp;hts on here</source>
        <translation>&amp;Licht an hier</translation>
    </message>
    <message>
        <source>Begin a segment of the night here</source>
        <translation>Hier einen Abschnitt der Nacht beginnen</translation>
    </message>
    <message>
        <source>&amp;Movement or artefact</source>
        <translation>&amp;Bewegung oder Artefakt</translation>
    </message>
    <message>
        <source>Not &amp;sure</source>
        <translation>&amp;Unsicher</translation>
    </message>
    <message>
        <source>&amp;Bookmark</source>
        <translation>L&amp;esezeichen</translation>
    </message>
    <message>
        <source>No&amp;te...</source>
        <translation>&amp;Notiz...</translation>
    </message>
    <message>
        <source>All events marked...</source>
        <translation>Alle Ereignisse markiert...</translation>
    </message>
    <message>
        <source>&amp;Arousal</source>
        <translation>&amp;Arousal</translation>
    </message>
    <message>
        <source>&amp;Obstructive apnoea</source>
        <translation>&amp;Obstruktive Apnoe</translation>
    </message>
    <message>
        <source>&amp;Central apnoea</source>
        <translation>&amp;Zentrale Apnoe</translation>
    </message>
    <message>
        <source>&amp;Mixed apnoea</source>
        <translation>&amp;Gemischte Apnoe</translation>
    </message>
    <message>
        <source>&amp;Hypopnoea</source>
        <translation>&amp;Hypopnoe</translation>
    </message>
    <message>
        <source>&amp;Limb movement</source>
        <translation>&amp;Beinbewegung</translation>
    </message>
    <message>
        <source>&amp;Desaturation</source>
        <translation>E&amp;ntsättigung</translation>
    </message>
    <message>
        <source>RERA</source>
        <translation>RERA</translation>
    </message>
    <message>
        <source>Hypoventilation</source>
        <translation>Hypoventilation</translation>
    </message>
    <message>
        <source>Cheyne-Stokes breathing</source>
        <translation>Cheyne-Stokes-Atmung</translation>
    </message>
    <message>
        <source>Snoring</source>
        <translation>Schnarchen</translation>
    </message>
    <message>
        <source>Bruxism</source>
        <translation>Bruxismus</translation>
    </message>
    <message>
        <source>Bradycardia</source>
        <translation>Bradykardie</translation>
    </message>
    <message>
        <source>Tachycardia</source>
        <translation>Tachykardie</translation>
    </message>
    <message>
        <source>Body position...</source>
        <translation>Körperlage...</translation>
    </message>
    <message>
        <source>&amp;Spindle</source>
        <translation>&amp;Spindel</translation>
    </message>
    <message>
        <source>&amp;K-complex</source>
        <translation>&amp;K-Komplex</translation>
    </message>
    <message>
        <source>Arte&amp;fact</source>
        <translation>Ar&amp;tefakt</translation>
    </message>
    <message>
        <source>C&amp;ursor on</source>
        <translation>C&amp;ursor vor</translation>
    </message>
    <message>
        <source>Cursor &amp;back</source>
        <translation>Cu&amp;rsor zurück</translation>
    </message>
    <message>
        <source>Cursor to the &amp;next trace</source>
        <translation>&amp;Cursor zur nächsten Kurve</translation>
    </message>
    <message>
        <source>Cursor to the &amp;previous trace</source>
        <translation>Cursor zur &amp;vorigen Kurve</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>Voriges Ereignis</translation>
    </message>
    <message>
        <source>Next event of this kind</source>
        <translation>Nächstes Ereignis dieser Art</translation>
    </message>
    <message>
        <source>Previous event of this kind</source>
        <translation>Voriges Ereignis dieser Art</translation>
    </message>
    <message>
        <source>Own kind 1</source>
        <translation>Eigene Art 1</translation>
    </message>
    <message>
        <source>Own kind 2</source>
        <translation>Eigene Art 2</translation>
    </message>
    <message>
        <source>Own kind 3</source>
        <translation>Eigene Art 3</translation>
    </message>
    <message>
        <source>Own kind 4</source>
        <translation>Eigene Art 4</translation>
    </message>
    <message>
        <source>Own kind 5</source>
        <translation>Eigene Art 5</translation>
    </message>
    <message>
        <source>&amp;Remove the chosen event</source>
        <translation>Gewähltes Ereignis &amp;entfernen</translation>
    </message>
    <message>
        <source>Least durations of children: two breaths</source>
        <translation>Mindestdauern von Kindern: zwei Atemzüge</translation>
    </message>
    <message>
        <source>Crosshair under the pointer</source>
        <translation>Fadenkreuz unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Traces stay in their lanes</source>
        <translation>Kurven bleiben in ihren Spuren</translation>
    </message>
    <message>
        <source>Fold the night to the hypnogram</source>
        <translation>Die Nacht auf das Hypnogramm einklappen</translation>
    </message>
    <message>
        <source>Event starts 0.1 s earlier</source>
        <translation>Ereignis beginnt 0,1 s früher</translation>
    </message>
    <message>
        <source>Event starts 0.1 s later</source>
        <translation>Ereignis beginnt 0,1 s später</translation>
    </message>
    <message>
        <source>Event ends 0.1 s earlier</source>
        <translation>Ereignis endet 0,1 s früher</translation>
    </message>
    <message>
        <source>Event ends 0.1 s later</source>
        <translation>Ereignis endet 0,1 s später</translation>
    </message>
    <message>
        <source>Event starts 1 s earlier</source>
        <translation>Ereignis beginnt 1 s früher</translation>
    </message>
    <message>
        <source>Event starts 1 s later</source>
        <translation>Ereignis beginnt 1 s später</translation>
    </message>
    <message>
        <source>Event ends 1 s earlier</source>
        <translation>Ereignis endet 1 s früher</translation>
    </message>
    <message>
        <source>Event ends 1 s later</source>
        <translation>Ereignis endet 1 s später</translation>
    </message>
    <message>
        <source>&amp;Next epoch</source>
        <translation>Nä&amp;chste Epoche</translation>
    </message>
    <message>
        <source>&amp;Previous epoch</source>
        <translation>&amp;Vorige Epoche</translation>
    </message>
    <message>
        <source>Ten epochs on</source>
        <translation>Zehn Epochen vor</translation>
    </message>
    <message>
        <source>Ten epochs back</source>
        <translation>Zehn Epochen zurück</translation>
    </message>
    <message>
        <source>Next page, by its own length</source>
        <translation>Nächste Seite, um ihre eigene Länge</translation>
    </message>
    <message>
        <source>Previous page, by its own length</source>
        <translation>Vorige Seite, um ihre eigene Länge</translation>
    </message>
    <message>
        <source>&amp;First epoch</source>
        <translation>E&amp;rste Epoche</translation>
    </message>
    <message>
        <source>&amp;Last epoch</source>
        <translation>&amp;Letzte Epoche</translation>
    </message>
    <message>
        <source>Next stage &amp;transition</source>
        <translation>Nächster &amp;Stadienwechsel</translation>
    </message>
    <message>
        <source>Previous stage transition</source>
        <translation>Voriger Stadienwechsel</translation>
    </message>
    <message>
        <source>Next &amp;unscored epoch</source>
        <translation>Nächste nicht ausgewertete &amp;Epoche</translation>
    </message>
    <message>
        <source>Previous unscored epoch</source>
        <translation>Vorige nicht ausgewertete Epoche</translation>
    </message>
    <message>
        <source>Next epoch or proposed event to re&amp;view</source>
        <translation>Nächste zu &amp;prüfende Epoche oder vorgeschlagenes Ereignis</translation>
    </message>
    <message>
        <source>Previous epoch or proposed event to review</source>
        <translation>Vorige zu prüfende Epoche oder vorgeschlagenes Ereignis</translation>
    </message>
    <message>
        <source>&amp;Review the most doubtful first</source>
        <translation>&amp;Die zweifelhaftesten zuerst durchsehen</translation>
    </message>
    <message>
        <source>Review the stages first, then proposed events by kind</source>
        <translation>Zuerst die Stadien prüfen, dann vorgeschlagene Ereignisse nach Art</translation>
    </message>
    <message>
        <source>Next &amp;disagreement</source>
        <translation>Nächste &amp;Abweichung</translation>
    </message>
    <message>
        <source>Previous disagreement</source>
        <translation>Vorige Abweichung</translation>
    </message>
    <message>
        <source>Compare with the next hypnogram</source>
        <translation>Mit dem nächsten Hypnogramm vergleichen</translation>
    </message>
    <message>
        <source>Compare with the previous hypnogram</source>
        <translation>Mit dem vorigen Hypnogramm vergleichen</translation>
    </message>
    <message>
        <source>Next flag &amp;or note</source>
        <translation>Nächste &amp;Markierung oder Notiz</translation>
    </message>
    <message>
        <source>Previous flag or note</source>
        <translation>Vorige Markierung oder Notiz</translation>
    </message>
    <message>
        <source>&amp;Select on to the next epoch</source>
        <translation>Auswahl &amp;bis zur nächsten Epoche</translation>
    </message>
    <message>
        <source>Select back to the previous epoch</source>
        <translation>Auswahl bis zur vorigen Epoche</translation>
    </message>
    <message>
        <source>&amp;Go to epoch or clock time...</source>
        <translation>&amp;Zu Epoche oder Uhrzeit gehen...</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>Nächstes Ereignis</translation>
    </message>
    <message>
        <source>Event that fits the channel; again for the next kind</source>
        <translation>Ereignis, das zum Kanal passt; noch einmal für die nächste Art</translation>
    </message>
    <message>
        <source>Note on the chosen event...</source>
        <translation>Notiz zum gewählten Ereignis...</translation>
    </message>
    <message>
        <source>Own kinds of events...</source>
        <translation>Eigene Arten von Ereignissen...</translation>
    </message>
    <message>
        <source>&amp;Larger traces</source>
        <translation>G&amp;rößere Kurven</translation>
    </message>
    <message>
        <source>&amp;Smaller traces</source>
        <translation>Kleinere K&amp;urven</translation>
    </message>
    <message>
        <source>Long&amp;er page</source>
        <translation>Längere &amp;Seite</translation>
    </message>
    <message>
        <source>S&amp;horter page</source>
        <translation>&amp;Kürzere Seite</translation>
    </message>
    <message>
        <source>Whole night on the page, and back</source>
        <translation>Ganze Nacht auf der Seite und zurück</translation>
    </message>
    <message>
        <source>Two time bases: respiration on longer pages below</source>
        <translation>Zwei Zeitachsen: Atmung darunter auf längeren Seiten</translation>
    </message>
    <message>
        <source>Length of the pages below: 2, 5, 10 min</source>
        <translation>Länge der Seiten darunter: 2, 5, 10 min</translation>
    </message>
    <message>
        <source>Clear ruler &amp;boxes</source>
        <translation>Messrahmen &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Filters</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Underline slow waves</source>
        <translation>Langsame &amp;Wellen unterstreichen</translation>
    </message>
    <message>
        <source>&amp;Grid of one second</source>
        <translation>Raster &amp;von einer Sekunde</translation>
    </message>
    <message>
        <source>EEG negative u&amp;p</source>
        <translation>EEG negativ nach &amp;oben</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>Dunkle Far&amp;ben</translation>
    </message>
    <message>
        <source>Show &amp;all channels</source>
        <translation>Alle Kanäle &amp;zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;in on the night</source>
        <translation>Na&amp;cht vergrößern</translation>
    </message>
    <message>
        <source>&amp;Zoom out of the night</source>
        <translation>Nac&amp;ht verkleinern</translation>
    </message>
    <message>
        <source>&amp;Whole night</source>
        <translation>&amp;Ganze Nacht</translation>
    </message>
    <message>
        <source>E&amp;vents</source>
        <translation>Ere&amp;ignisse</translation>
    </message>
    <message>
        <source>Comparison with other scorings</source>
        <translation>Vergleich mit anderen Auswertungen</translation>
    </message>
    <message>
        <source>Sta&amp;tistics</source>
        <translation>S&amp;tatistik</translation>
    </message>
    <message>
        <source>&amp;Only traces and hypnogram</source>
        <translation>Nur Kurven un&amp;d Hypnogramm</translation>
    </message>
    <message>
        <source>&amp;Commands...</source>
        <translation>&amp;Befehle...</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>Open the clinical &amp;sample</source>
        <translation>&amp;Klinisches Beispiel öffnen</translation>
    </message>
    <message>
        <source>&amp;Notices of this recording</source>
        <translation>&amp;Hinweise zu dieser Aufzeichnung</translation>
    </message>
    <message>
        <source>&amp;About sleepscorer</source>
        <translation>Über &amp;sleepscorer</translation>
    </message>
    <message>
        <source>Propose events</source>
        <translation>Ereignisse vorschlagen</translation>
    </message>
    <message>
        <source>Next proposed event</source>
        <translation>Nächstes vorgeschlagenes Ereignis</translation>
    </message>
    <message>
        <source>Previous proposed event</source>
        <translation>Voriges vorgeschlagenes Ereignis</translation>
    </message>
    <message>
        <source>Take the proposed event, and go on</source>
        <translation>Vorgeschlagenes Ereignis übernehmen und weiter</translation>
    </message>
    <message>
        <source>Reject the proposed event, and go on</source>
        <translation>Vorgeschlagenes Ereignis verwerfen und weiter</translation>
    </message>
</context>
<context>
    <name>Annotations</name>
    <message>
        <source>{count} events</source>
        <translation>{count} Ereignisse</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Ereignis</translation>
    </message>
    <message>
        <source>lights</source>
        <translation>Licht aus/an</translation>
    </message>
    <message>
        <source>stages of {count} epochs</source>
        <translation>Stadien von {count} Epochen</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} und {last}</translation>
    </message>
    <message>
        <source>Reading the annotations</source>
        <translation>Das Lesen der Annotationen</translation>
    </message>
    <message>
        <source>This recording holds {what} of its own: use them?</source>
        <translation>Diese Aufzeichnung enthält selbst {what}: verwenden?</translation>
    </message>
    <message>
        <source>Use them</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Leave them, also in other nights of this recorder</source>
        <translation>Nicht verwenden, auch in anderen Nächten dieses Rekorders</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>There are no annotations to use, or not yet.</source>
        <translation>Es gibt keine Annotationen, oder sie sind noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Nothing is offered now.</source>
        <translation>Jetzt wird nichts angeboten.</translation>
    </message>
    <message>
        <source>The annotations of this recorder are left; File, Use the recording&apos;s own annotations takes them.</source>
        <translation>Die Annotationen dieses Rekorders werden nicht verwendet; Datei, Eigene Annotationen der Aufzeichnung verwenden holt sie doch.</translation>
    </message>
    <message>
        <source>The scoring holds the recording&apos;s own annotations already.</source>
        <translation>Die Auswertung enthält die Annotationen der Aufzeichnung schon.</translation>
    </message>
    <message>
        <source>The recording&apos;s own annotations are used: {what}. Ctrl+Z: undo.</source>
        <translation>Die eigenen Annotationen der Aufzeichnung sind verwendet: {what}. Strg+Z: rückgängig.</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>The batch</source>
        <translation>Die Stapelauswertung</translation>
    </message>
    <message>
        <source>Pre-score many nights</source>
        <translation>Viele Nächte vorauswerten</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Try f&amp;ailed ones again</source>
        <translation>Fehlgeschlagene erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>Failed ones on&amp;ly</source>
        <translation>Nur feh&amp;lgeschlagene</translation>
    </message>
    <message>
        <source>O&amp;pen the night</source>
        <translation>Nacht ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show the s&amp;ummary</source>
        <translation>&amp;Zusammenfassung zeigen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufzeichnungen</translation>
    </message>
    <message>
        <source>Looking for recordings...</source>
        <translation>Aufzeichnungen werden gesucht...</translation>
    </message>
    <message>
        <source>Batch: {done} of {total}</source>
        <translation>Stapel: {done} von {total}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{rate:,.0f} an hour, {left} left</source>
        <translation>{rate:,.0f} je Stunde, noch {left}</translation>
    </message>
    <message>
        <source>Batch: {state}</source>
        <translation>Stapelauswertung: {state}</translation>
    </message>
    <message>
        <source>{count} scored</source>
        <translation>{count} ausgewertet</translation>
    </message>
    <message>
        <source>{count} done before</source>
        <translation>{count} schon erledigt</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{count} skipped</source>
        <translation>{count} übersprungen</translation>
    </message>
    <message>
        <source>{count} not begun</source>
        <translation>{count} nicht begonnen</translation>
    </message>
    <message>
        <source>Stop t&amp;hem at once</source>
        <translation>Sofort an&amp;halten</translation>
    </message>
    <message>
        <source>Stop after t&amp;hese</source>
        <translation>Nach diesen an&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Nights</source>
        <translation>&amp;Nächte</translation>
    </message>
    <message>
        <source>a folder, or recordings with a semicolon between</source>
        <translation>ein Ordner, oder Aufzeichnungen mit Semikolon dazwischen</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>&amp;Ergebnisse</translation>
    </message>
    <message>
        <source>beside each recording</source>
        <translation>neben jeder Aufzeichnung</translation>
    </message>
    <message>
        <source>Nights open pre-scored in this &amp;window</source>
        <translation>Nächte öffnen sich in diesem Fenster vora&amp;usgewertet</translation>
    </message>
    <message>
        <source>Nights at &amp;once</source>
        <translation>Nächte zu&amp;gleich</translation>
    </message>
    <message>
        <source>&amp;Folder...</source>
        <translation>&amp;Ordner...</translation>
    </message>
    <message>
        <source>F&amp;iles...</source>
        <translation>&amp;Dateien...</translation>
    </message>
    <message>
        <source>Fol&amp;der...</source>
        <translation>O&amp;rdner...</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>Forma&amp;ts</source>
        <translation>Forma&amp;te</translation>
    </message>
    <message>
        <source>Folder of recordings</source>
        <translation>Ordner mit Aufzeichnungen</translation>
    </message>
    <message>
        <source>Recordings to score</source>
        <translation>Auszuwertende Aufzeichnungen</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Durchzusehen</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>done before</source>
        <translation>schon erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
</context>
<context>
    <name>ClinicalSample</name>
    <message>
        <source>The clinical sample</source>
        <translation>Das klinische Beispiel</translation>
    </message>
    <message>
        <source>The clinical sample is being made...</source>
        <translation>Das klinische Beispiel wird erzeugt ...</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Kappa (95 %)</source>
        <translation>Kappa (95 %)</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Open...</source>
        <translation>Öffnen...</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Consensus...</source>
        <translation>Konsens...</translation>
    </message>
    <message>
        <source>Comparison with other scorings</source>
        <translation>Vergleich mit anderen Auswertungen</translation>
    </message>
    <message>
        <source>Agreement by stage</source>
        <translation>Übereinstimmung nach Stadium</translation>
    </message>
    <message>
        <source>Epochs that differ</source>
        <translation>Abweichende Epochen</translation>
    </message>
    <message>
        <source>Other scorings</source>
        <translation>Andere Auswertungen</translation>
    </message>
    <message>
        <source>No other scoring is open; Ctrl+I opens some.</source>
        <translation>Keine andere Auswertung ist offen; Strg+I öffnet welche.</translation>
    </message>
    <message>
        <source>{epoch}   {time}   {mine} / {theirs}</source>
        <translation>{epoch}   {time}   {mine} / {theirs}</translation>
    </message>
    <message>
        <source>The comparison</source>
        <translation>Der Vergleich</translation>
    </message>
    <message>
        <source>The two scorings have no epoch in common.</source>
        <translation>Die beiden Auswertungen haben keine Epoche gemeinsam.</translation>
    </message>
    <message>
        <source>Kappa {kappa:.3f}; mean F1 {mean:.2f}</source>
        <translation>Kappa {kappa:.3f}; mittleres F1 {mean:.2f}</translation>
    </message>
    <message>
        <source>this</source>
        <translation>diese</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Agreement {share:.1%} over {count} epochs; {left} scored by one only</source>
        <translation>Übereinstimmung {share:.1%} über {count} Epochen; {left} nur von einem ausgewertet</translation>
    </message>
    <message>
        <source>this scoring</source>
        <translation>diese Auswertung</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>&amp;Apnoeas and hypopnoeas</source>
        <translation>&amp;Apnoen und Hypopnoen</translation>
    </message>
    <message>
        <source>&amp;RERAs</source>
        <translation>&amp;RERAs</translation>
    </message>
    <message>
        <source>&amp;Desaturations</source>
        <translation>&amp;Entsättigungen</translation>
    </message>
    <message>
        <source>A&amp;rousals</source>
        <translation>Ar&amp;ousals</translation>
    </message>
    <message>
        <source>&amp;Limb movements</source>
        <translation>&amp;Beinbewegungen</translation>
    </message>
    <message>
        <source>All events marked</source>
        <translation>Alle Ereignisse markiert</translation>
    </message>
    <message>
        <source>Of which kinds are all events of this night marked? Where there is none of such a kind, its index is 0; of every other kind without an event there is no index.</source>
        <translation>Von welchen Arten sind alle Ereignisse dieser Nacht markiert? Gibt es von einer solchen Art keines, ist ihr Index 0; von jeder anderen Art ohne Ereignis gibt es keinen Index.</translation>
    </message>
</context>
<context>
    <name>Consensus</name>
    <message>
        <source>Consensus</source>
        <translation>Konsens</translation>
    </message>
    <message>
        <source>&amp;This scoring has a vote too</source>
        <translation>&amp;Diese Auswertung stimmt mit ab</translation>
    </message>
    <message>
        <source>&amp;Replace what a person has scored otherwise</source>
        <translation>&amp;Ersetzen, was ein Mensch anders ausgewertet hat</translation>
    </message>
    <message>
        <source>Each epoch gets the stage that most of these say:</source>
        <translation>Jede Epoche bekommt das Stadium, das die meisten von diesen sagen:</translation>
    </message>
    <message>
        <source>A consensus needs two scorings or more.</source>
        <translation>Für einen Konsens braucht es zwei oder mehr Auswertungen.</translation>
    </message>
    <message>
        <source>Open the scorings of others first: Ctrl+I.</source>
        <translation>Öffnen Sie zuerst die Auswertungen anderer: Strg+I.</translation>
    </message>
    <message>
        <source>consensus of {count}</source>
        <translation>Konsens von {count}</translation>
    </message>
    <message>
        <source>The scoring says the same already; nothing was changed.</source>
        <translation>Die Auswertung sagt schon dasselbe; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Space goes through the ties.</source>
        <translation>Die Leertaste geht durch die Gleichstände.</translation>
    </message>
    <message>
        <source>A majority in {count} epochs; a tie in {ties}, which stay unscored.</source>
        <translation>Eine Mehrheit in {count} Epochen; Gleichstand in {ties}, die unausgewertet bleiben.</translation>
    </message>
    <message>
        <source>{kept} epochs that a person has scored otherwise are replaced.</source>
        <translation>{kept} Epochen, die ein Mensch anders ausgewertet hat, werden ersetzt.</translation>
    </message>
    <message>
        <source>{kept} epochs that a person has scored otherwise stay as they are.</source>
        <translation>{kept} Epochen, die ein Mensch anders ausgewertet hat, bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>{path} does not exist; check the name.</source>
        <translation>{path} gibt es nicht; prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose a recording inside it.</source>
        <translation>{path} ist ein Ordner; wählen Sie eine Aufzeichnung darin.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose a hypnogram inside it.</source>
        <translation>{path} ist ein Ordner; wählen Sie ein Hypnogramm darin.</translation>
    </message>
    <message>
        <source>{path} cannot be opened ({reason}); check its permissions.</source>
        <translation>{path} lässt sich nicht öffnen ({reason}); prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{path} cannot be opened ({reason}).</source>
        <translation>{path} lässt sich nicht öffnen ({reason}).</translation>
    </message>
    <message>
        <source>{path} ends inside its header; copy it again from its source.</source>
        <translation>{path} endet mitten im Dateikopf; kopieren Sie die Datei noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is empty (0 bytes); copy it again from its source.</source>
        <translation>{path} ist leer (0 Bytes); kopieren Sie die Datei noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is a Git LFS pointer, not the recording; fetch the file itself.</source>
        <translation>{path} ist ein Verweis von Git LFS, nicht die Aufzeichnung; holen Sie die Datei selbst.</translation>
    </message>
    <message>
        <source>{path} is not an EDF or BDF file; open an .edf or .bdf recording.</source>
        <translation>{path} ist keine EDF- oder BDF-Datei; öffnen Sie eine Aufzeichnung mit der Endung .edf oder .bdf.</translation>
    </message>
    <message>
        <source>No recording has a channel {label}, whose unit was given; check the label.</source>
        <translation>Keine Aufzeichnung hat einen Kanal {label}, dessen Einheit angegeben wurde; prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>{folder} holds no recording ({extensions}); name another folder.</source>
        <translation>{folder} enthält keine Aufzeichnung ({extensions}); nennen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder cannot be opened; check its permissions.</source>
        <translation>Der Ordner lässt sich nicht öffnen; prüfen Sie seine Zugriffsrechte.</translation>
    </message>
    <message>
        <source>The process that scored this file ended without a word; is memory short?</source>
        <translation>Der Prozess, der diese Datei auswertete, endete ohne Meldung; ist der Arbeitsspeicher knapp?</translation>
    </message>
    <message>
        <source>An unexpected error ended this file ({kind}).</source>
        <translation>Ein unerwarteter Fehler hat die Auswertung dieser Datei beendet ({kind}).</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); make room or name another folder for the results (--out).</source>
        <translation>{folder} ist nicht beschreibbar ({reason}); schaffen Sie Platz oder nennen Sie einen anderen Ordner für die Ergebnisse (--out).</translation>
    </message>
    <message>
        <source>{path} is a link and would be written through; remove it or name another folder for the results (--out).</source>
        <translation>{path} ist eine Verknüpfung, durch die geschrieben würde; entfernen Sie sie oder nennen Sie einen anderen Ordner für die Ergebnisse (--out).</translation>
    </message>
    <message>
        <source>{path} was not written by sleepscorer; move it or name another folder for the results (--out).</source>
        <translation>{path} wurde nicht von sleepscorer geschrieben; verschieben Sie die Datei oder nennen Sie einen anderen Ordner für die Ergebnisse (--out).</translation>
    </message>
    <message>
        <source>{path} was not written by sleepscorer; move it or name an --out folder.</source>
        <translation>{path} wurde nicht von sleepscorer geschrieben; verschieben Sie die Datei oder nennen Sie einen Ordner mit --out.</translation>
    </message>
    <message>
        <source>Another batch puts its results into {folder}; wait until it has ended, or name another folder for the results (--out).</source>
        <translation>Ein anderer Stapel legt seine Ergebnisse in {folder} ab; warten Sie, bis er fertig ist, oder nennen Sie einen anderen Ordner für die Ergebnisse (--out).</translation>
    </message>
    <message>
        <source>{path} is there and may hold a person&apos;s work; move it away or name another --out folder.</source>
        <translation>{path} ist schon da und kann die Arbeit einer Person enthalten; verschieben Sie die Datei oder nennen Sie einen anderen Ordner mit --out.</translation>
    </message>
    <message>
        <source>{path} is the result of another recording of the same name; name another --out folder.</source>
        <translation>{path} ist das Ergebnis einer anderen Aufzeichnung gleichen Namens; nennen Sie einen anderen Ordner mit --out.</translation>
    </message>
    <message>
        <source>The night was begun in the window already; what is kept of it was left as it is.</source>
        <translation>Die Nacht wurde im Fenster schon begonnen; was von ihr gespeichert ist, wurde so gelassen.</translation>
    </message>
    <message>
        <source>The window&apos;s own file was not written.</source>
        <translation>Die eigene Datei des Fensters wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>The window&apos;s own file could not be written beside the recording ({reason}).</source>
        <translation>Die eigene Datei des Fensters konnte nicht neben die Aufzeichnung geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <source>The summary could not be written to {folder} ({reason}); make room, run again.</source>
        <translation>Die Zusammenfassung konnte nicht in {folder} geschrieben werden ({reason}); schaffen Sie Platz und starten Sie noch einmal.</translation>
    </message>
    <message>
        <source>There is no channel {label}, whose unit was given.</source>
        <translation>Es gibt keinen Kanal {label}, dessen Einheit angegeben wurde.</translation>
    </message>
    <message>
        <source>{name} was written while the batch ran and may hold a person&apos;s work; it was left as it is.</source>
        <translation>{name} wurde während des Stapellaufs geschrieben und kann die Arbeit einer Person enthalten; die Datei wurde so gelassen.</translation>
    </message>
    <message>
        <source>The file holds annotations but no signal.</source>
        <translation>Die Datei enthält Annotationen, aber kein Signal.</translation>
    </message>
    <message>
        <source>{folder} cannot be made ({reason}); choose another.</source>
        <translation>{folder} lässt sich nicht anlegen ({reason}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>its folder</source>
        <translation>ihr Ordner</translation>
    </message>
    <message>
        <source>{path} holds no signal according to its header; it cannot be shown.</source>
        <translation>{path} enthält laut Dateikopf kein Signal und lässt sich nicht anzeigen.</translation>
    </message>
    <message>
        <source>{path} does not say how long its data records are; export the recording again from its source.</source>
        <translation>{path} sagt nicht, wie lang seine Datensätze sind; exportieren Sie die Aufzeichnung noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} has a damaged header (a signal without samples); export the recording again from its source.</source>
        <translation>{path} hat einen beschädigten Dateikopf (ein Signal ohne Abtastwerte); exportieren Sie die Aufzeichnung noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>The header says it is {written} bytes long; its signals make it {actual}.</source>
        <translation>Der Dateikopf ist nach eigener Angabe {written} Bytes lang; nach seinen Signalen sind es {actual}.</translation>
    </message>
    <message>
        <source>{path} has a damaged header; export the recording again from its source.</source>
        <translation>{path} hat einen beschädigten Dateikopf; exportieren Sie die Aufzeichnung noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} has data records of no length; it holds nothing to show.</source>
        <translation>{path} hat Datensätze ohne Länge und enthält nichts, was sich anzeigen ließe.</translation>
    </message>
    <message>
        <source>{folder} holds no recording ({extensions}) that {pattern!r} fits; check the pattern.</source>
        <translation>{folder} enthält keine Aufnahme ({extensions}), auf die {pattern!r} passt; prüfen Sie das Muster.</translation>
    </message>
    <message>
        <source>The recording could not be read any more ({reason}).</source>
        <translation>Die Aufzeichnung ließ sich nicht mehr lesen ({reason}).</translation>
    </message>
    <message>
        <source>The file ends early: the header promises {promised} data records, {held} are there.</source>
        <translation>Die Datei endet vorzeitig: Der Dateikopf verspricht {promised} Datensätze, vorhanden sind {held}.</translation>
    </message>
    <message>
        <source>The header promises {promised} data records but {held} are there; all are shown.</source>
        <translation>Der Dateikopf verspricht {promised} Datensätze, vorhanden sind {held}; alle werden gezeigt.</translation>
    </message>
    <message>
        <source>{path} has become shorter while open; restore the file and open it again.</source>
        <translation>{path} ist kürzer geworden, während die Datei offen war; stellen Sie sie wieder her und öffnen Sie sie erneut.</translation>
    </message>
    <message>
        <source>{path} can no longer be read ({reason}).</source>
        <translation>{path} lässt sich nicht mehr lesen ({reason}).</translation>
    </message>
    <message>
        <source>{path} has data records that overlap in time (record {record} starts at {seconds:.8g} s, another ends at {stop:.8g} s); export it again from its source.</source>
        <translation>{path} hat Datenblöcke, die sich zeitlich überschneiden (Block {record} beginnt bei {seconds:.8g} s, ein anderer endet bei {stop:.8g} s); exportieren Sie die Datei erneut aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>its {part} would still tell who the patient is; make the copy without free texts</source>
        <translation>ihre {part} würden noch verraten, wer der Patient ist; erstellen Sie die Kopie ohne freie Texte</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Kanalnamen</translation>
    </message>
    <message>
        <source>transducers</source>
        <translation>Angaben zu den Aufnehmern</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>prefiltering</source>
        <translation>Angaben zur Vorfilterung</translation>
    </message>
    <message>
        <source>reserved fields</source>
        <translation>reservierten Felder</translation>
    </message>
    <message>
        <source>signal {number} holds texts in place of samples, and they may name the patient; remove that signal first</source>
        <translation>Signal {number} enthält Texte statt Abtastwerte, und sie können den Patienten nennen; entfernen Sie dieses Signal zuerst</translation>
    </message>
    <message>
        <source>a word of the patient&apos;s identification stands among its samples, which a copy keeps as they are; remove the signal that holds texts first</source>
        <translation>ein Wort aus der Kennung des Patienten steht unter den Abtastwerten, die eine Kopie unverändert übernimmt; entfernen Sie zuerst das Signal, das Texte enthält</translation>
    </message>
    <message>
        <source>{path}: {text!r} is no time in seconds; correct the file and read it again.</source>
        <translation>{path}: {text!r} ist keine Zeit in Sekunden; berichtigen Sie die Datei und lesen Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>{name!r} is no format of hypnograms; choose one of {names}.</source>
        <translation>{name!r} ist kein Format für Hypnogramme; wählen Sie eines von {names}.</translation>
    </message>
    <message>
        <source>it did not read back as it was written</source>
        <translation>sie ließ sich nicht so zurücklesen, wie sie geschrieben wurde</translation>
    </message>
    <message>
        <source>The clocks were put back during the night; the hour that comes twice was read twice.</source>
        <translation>Die Uhren wurden in der Nacht zurückgestellt; die Stunde, die zweimal kommt, wurde zweimal gelesen.</translation>
    </message>
    <message>
        <source>The clocks were put forward during the night; the hour that there is not was left out.</source>
        <translation>Die Uhren wurden in der Nacht vorgestellt; die Stunde, die es nicht gibt, wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The night starts on {date:%Y-%m-%d}, but an EDF header holds the years {first} to {last}: the file says {written:%Y-%m-%d}; its time of day is right.</source>
        <translation>Die Nacht beginnt am {date:%Y-%m-%d}, aber ein EDF-Dateikopf fasst nur die Jahre {first} bis {last}: die Datei sagt {written:%Y-%m-%d}; ihre Uhrzeit stimmt.</translation>
    </message>
    <message>
        <source>{text} does not fit into the header of an EDF file</source>
        <translation>{text} passt nicht in den Kopf einer EDF-Datei</translation>
    </message>
    <message>
        <source>The date of the file is none that exists; it is placed by the time of day alone.</source>
        <translation>Das Datum der Datei gibt es nicht; sie wird nur nach der Uhrzeit eingeordnet.</translation>
    </message>
    <message>
        <source>{path} does not say how long its epochs are; export it with Rate: 30 s.</source>
        <translation>{path} sagt nicht, wie lang die Epochen sind; exportieren Sie mit „Rate: 30 s“.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {text!r} is no time; export it again.</source>
        <translation>{path}, Zeile {line}: {text!r} ist keine Zeit; exportieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {text!r} is no epoch of a sleep profile.</source>
        <translation>{path}, Zeile {line}: {text!r} ist keine Epoche eines Schlafprofils.</translation>
    </message>
    <message>
        <source>The stages of the file are marks of {length:g} s; each was taken to last until the next one.</source>
        <translation>Die Stadien der Datei sind Marken von {length:g} s; jede wurde bis zur nächsten gelesen.</translation>
    </message>
    <message>
        <source>another reader finds other epochs or events in it</source>
        <translation>ein anderes Leseprogramm findet darin andere Epochen oder Ereignisse</translation>
    </message>
    <message>
        <source>the recording holds no data</source>
        <translation>die Aufzeichnung enthält keine Daten</translation>
    </message>
    <message>
        <source>its signals would have another scale or rate than the recording&apos;s</source>
        <translation>ihre Signale hätten eine andere Skala oder Abtastrate als die der Aufzeichnung</translation>
    </message>
    <message>
        <source>its samples did not read back as they were written</source>
        <translation>ihre Abtastwerte ließen sich nicht so zurücklesen, wie sie geschrieben wurden</translation>
    </message>
    <message>
        <source>its annotation signal does not say when data records start</source>
        <translation>ihr Annotationssignal sagt nicht, wann die Datensätze beginnen</translation>
    </message>
    <message>
        <source>{path} gives onsets as numbers, which may be seconds or milliseconds; save it as text (.txt), which MNE-Python writes in seconds.</source>
        <translation>{path} gibt die Anfänge als Zahlen an, die Sekunden oder Millisekunden sein können; speichern Sie als Text (.txt), den MNE-Python in Sekunden schreibt.</translation>
    </message>
    <message>
        <source>{row!r} is no annotation</source>
        <translation>{row!r} ist keine Annotation</translation>
    </message>
    <message>
        <source>{row!r} has fewer columns than the first line</source>
        <translation>{row!r} hat weniger Spalten als die erste Zeile</translation>
    </message>
    <message>
        <source>{row!r} is no start, duration and stage</source>
        <translation>{row!r} ist nicht Beginn, Dauer und Stadium</translation>
    </message>
    <message>
        <source>{row!r} comes before the end of the stage before</source>
        <translation>{row!r} liegt vor dem Ende des vorigen Stadiums</translation>
    </message>
    <message>
        <source>{path} holds {count} numbers per epoch, such as probabilities, and not stages; save the stages themselves.</source>
        <translation>{path} enthält {count} Zahlen je Epoche, etwa Wahrscheinlichkeiten, und keine Stadien; speichern Sie die Stadien selbst.</translation>
    </message>
    <message>
        <source>{path} holds an array of {count} dimensions; save one number per epoch.</source>
        <translation>{path} enthält ein Feld mit {count} Dimensionen; speichern Sie eine Zahl je Epoche.</translation>
    </message>
    <message>
        <source>{path} holds numbers that are no stages; save one whole number per epoch.</source>
        <translation>{path} enthält Zahlen, die keine Stadien sind; speichern Sie eine ganze Zahl je Epoche.</translation>
    </message>
    <message>
        <source>{path} holds the stages of {count} raters; keep one of them in FASST and read it again.</source>
        <translation>{path} enthält die Stadien von {count} Auswertern; behalten Sie in FASST einen davon und lesen Sie die Datei noch einmal ein.</translation>
    </message>
    <message>
        <source>{path}, epoch {epoch}: {value:g} is no sleep stage of FASST (0 to 7); correct it.</source>
        <translation>{path}, Epoche {epoch}: {value:g} ist kein Schlafstadium von FASST (0 bis 7); berichtigen Sie es.</translation>
    </message>
    <message>
        <source>it holds other things than numbers, or ends early</source>
        <translation>sie enthält anderes als Zahlen oder endet vorzeitig</translation>
    </message>
    <message>
        <source>{path} is no sound array of numpy ({reason}); save it again.</source>
        <translation>{path} ist kein unversehrtes Feld von numpy ({reason}); speichern Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{path} is no MAT-file of FASST (D.other.CRC.score); choose the file that holds the scoring.</source>
        <translation>{path} ist keine MAT-Datei von FASST (D.other.CRC.score); wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path} unpacks to too much to be a hypnogram; choose another file.</source>
        <translation>{path} ist entpackt zu groß für ein Hypnogramm; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{text!r} is no date</source>
        <translation>{text!r} ist kein Datum</translation>
    </message>
    <message>
        <source>{text!r} does not exist</source>
        <translation>{text!r} gibt es nicht</translation>
    </message>
    <message>
        <source>{text!r} is no clock time</source>
        <translation>{text!r} ist keine Uhrzeit</translation>
    </message>
    <message>
        <source>A Zurich file does not say how long its epochs are; they often last 20 s: say so where 30 s do not fit.</source>
        <translation>Eine Zürcher Datei sagt nicht, wie lang ihre Epochen sind; oft dauern sie 20 s: Geben Sie das an, wo 30 s nicht passen.</translation>
    </message>
    <message>
        <source>{count} epochs marked as artefacts keep their stage; the marks were left out.</source>
        <translation>{count} als Artefakt markierte Epochen behalten ihr Stadium; die Markierungen wurden ausgelassen.</translation>
    </message>
    <message>
        <source>{path} starts with an offset, which other programs read differently; shift its epochs and write 0 there.</source>
        <translation>{path} beginnt mit einem Versatz, den andere Programme anders lesen; verschieben Sie die Epochen und schreiben Sie dort 0.</translation>
    </message>
    <message>
        <source>{path} opens as an Elan hypnogram but lacks its header; export it again.</source>
        <translation>{path} beginnt wie ein Hypnogramm von Elan, hat aber dessen Kopf nicht; exportieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{row!r} is no length of an epoch</source>
        <translation>{row!r} ist keine Epochenlänge</translation>
    </message>
    <message>
        <source>epoch {after} comes after epoch {before}</source>
        <translation>Epoche {after} kommt nach Epoche {before}</translation>
    </message>
    <message>
        <source>{row!r} is no epoch of Sandman</source>
        <translation>{row!r} ist keine Epoche von Sandman</translation>
    </message>
    <message>
        <source>{path} holds a date that does not exist ({reason}); export it again.</source>
        <translation>{path} enthält ein Datum, das es nicht gibt ({reason}); exportieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>{row!r} is no epoch of Gamma</source>
        <translation>{row!r} ist keine Epoche von Gamma</translation>
    </message>
    <message>
        <source>{row!r} is no epoch of a Zurich file</source>
        <translation>{row!r} ist keine Epoche einer Zürcher Datei</translation>
    </message>
    <message>
        <source>{path}: epoch {after} comes after epoch {before}; correct the order.</source>
        <translation>{path}: Epoche {after} kommt nach Epoche {before}; berichtigen Sie die Reihenfolge.</translation>
    </message>
    <message>
        <source>{row!r} is no stage with 0 or 1 for an artefact</source>
        <translation>{row!r} ist kein Stadium mit 0 oder 1 für ein Artefakt</translation>
    </message>
    <message>
        <source>The recording was paused {count} times; stages and events keep their clock times.</source>
        <translation>Die Aufzeichnung wurde {count}-mal unterbrochen; Stadien und Ereignisse behalten ihre Uhrzeit.</translation>
    </message>
    <message>
        <source>{path} does not name its column of times; export it from RemLogic again.</source>
        <translation>{path} benennt die Spalte mit den Zeiten nicht; exportieren Sie die Datei noch einmal aus RemLogic.</translation>
    </message>
    <message>
        <source>{row!r} has no clock time and event</source>
        <translation>{row!r} hat keine Uhrzeit mit Ereignis</translation>
    </message>
    <message>
        <source>{path}, line {line}: {words!r} of another scorer than above; keep those of one scorer in a file.</source>
        <translation>{path}, Zeile {line}: {words!r} von einer anderen auswertenden Person als oben; lassen Sie in einer Datei nur die einer Person.</translation>
    </message>
    <message>
        <source>{row!r} is no onset and length</source>
        <translation>{row!r} ist nicht Beginn und Länge</translation>
    </message>
    <message>
        <source>{word!r} is no length</source>
        <translation>{word!r} ist keine Länge</translation>
    </message>
    <message>
        <source>epoch {number}</source>
        <translation>Epoche {number}</translation>
    </message>
    <message>
        <source>event {number}</source>
        <translation>Ereignis {number}</translation>
    </message>
    <message>
        <source>{path}, {what}, has no start and end in seconds; save it from ScoringHero again.</source>
        <translation>{path}, {what}, hat keinen Beginn und kein Ende in Sekunden; speichern Sie die Datei noch einmal aus ScoringHero.</translation>
    </message>
    <message>
        <source>{word!r} is no number</source>
        <translation>{word!r} ist keine Zahl</translation>
    </message>
    <message>
        <source>{path} is no list of epochs and events; save it from ScoringHero again.</source>
        <translation>{path} ist keine Liste von Epochen und Ereignissen; speichern Sie die Datei noch einmal aus ScoringHero.</translation>
    </message>
    <message>
        <source>{path}, epoch {epoch}: {word!r:.40} is no stage of ScoringHero; correct it.</source>
        <translation>{path}, Epoche {epoch}: {word!r:.40} ist kein Stadium von ScoringHero; berichtigen Sie es.</translation>
    </message>
    <message>
        <source>{path} holds a scoring without a marker; export it again.</source>
        <translation>{path} enthält eine Auswertung ohne Markierung; exportieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>{path} holds {count} scorings; keep one of them in a file.</source>
        <translation>{path} enthält {count} Auswertungen; behalten Sie eine davon je Datei.</translation>
    </message>
    <message>
        <source>{path} holds no list of markers; export it from Noxturnal again.</source>
        <translation>{path} enthält keine Liste von Markierungen; exportieren Sie die Datei noch einmal aus Noxturnal.</translation>
    </message>
    <message>
        <source>{path} is no list of stages; choose the file that holds the scoring.</source>
        <translation>{path} ist keine Liste von Stadien; wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>a number has too many digits</source>
        <translation>eine Zahl hat zu viele Ziffern</translation>
    </message>
    <message>
        <source>The times of the file are in UTC and were taken for the clock of the recording.</source>
        <translation>Die Zeiten der Datei sind in UTC und wurden für die Uhr der Aufzeichnung genommen.</translation>
    </message>
    <message>
        <source>{path}, epoch {epoch}: {value!r:.60} is no stage of a list (-1 to 4); correct it.</source>
        <translation>{path}, Epoche {epoch}: {value!r:.60} ist kein Stadium einer Liste (-1 bis 4); berichtigen Sie es.</translation>
    </message>
    <message>
        <source>{path} is no sound JSON ({reason}); save it again from its source.</source>
        <translation>{path} ist kein unversehrtes JSON ({reason}); speichern Sie die Datei noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>it nests too deeply</source>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>{count} notes on whole epochs, such as apnoeas, have no time of their own and were left out.</source>
        <translation>{count} Vermerke zu ganzen Epochen, etwa Apnoen, haben keine eigene Zeit und wurden ausgelassen.</translation>
    </message>
    <message>
        <source>{path} holds WFDB annotations; to read them install wfdb with {how}.</source>
        <translation>{path} enthält Annotationen im WFDB-Format; um sie zu lesen, installieren Sie wfdb mit {how}.</translation>
    </message>
    <message>
        <source>{path} does not say how many samples make a second; put the record&apos;s {name} beside it.</source>
        <translation>{path} sagt nicht, wie viele Abtastwerte eine Sekunde ausmachen; legen Sie die Datei {name} der Aufzeichnung daneben.</translation>
    </message>
    <message>
        <source>{path} holds no annotations that MNE-Python reads; save them as EDF+ or CSV.</source>
        <translation>{path} enthält keine Annotationen, die MNE-Python liest; speichern Sie sie als EDF+ oder CSV.</translation>
    </message>
    <message>
        <source>{path} is no sound WFDB annotation file; copy it again from its source.</source>
        <translation>{path} ist keine unversehrte Annotationsdatei im WFDB-Format; kopieren Sie sie noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {reason}; correct it and read it again.</source>
        <translation>{path}, Zeile {line}: {reason}; berichtigen Sie das und lesen Sie die Datei noch einmal ein.</translation>
    </message>
    <message>
        <source>{path} holds a time that cannot be read ({reason}); export it again.</source>
        <translation>{path} enthält eine Zeit, die sich nicht lesen lässt ({reason}); exportieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>{code!r} is no sleep stage of {what}</source>
        <translation>{code!r} ist kein Schlafstadium von {what}</translation>
    </message>
    <message>
        <source>The stages are those that the program set by itself; nobody has scored this night by hand.</source>
        <translation>Die Stadien hat das Programm selbst gesetzt; niemand hat diese Nacht von Hand ausgewertet.</translation>
    </message>
    <message>
        <source>{path} holds {count} sessions; export the night alone.</source>
        <translation>{path} enthält {count} Sitzungen; exportieren Sie die Nacht allein.</translation>
    </message>
    <message>
        <source>{path}: {word!r} is no sleep stage of Philips; export it as EDF+.</source>
        <translation>{path}: {word!r} ist kein Schlafstadium von Philips; exportieren Sie als EDF+.</translation>
    </message>
    <message>
        <source>{path} holds the stages of {count} raters; keep one of them in Wonambi and read it again.</source>
        <translation>{path} enthält die Stadien von {count} Auswertern; behalten Sie in Wonambi einen davon und lesen Sie die Datei noch einmal ein.</translation>
    </message>
    <message>
        <source>{path} holds no rater, so no sleep stage; choose the file with the scoring.</source>
        <translation>{path} enthält keinen Auswerter und damit kein Schlafstadium; wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); save it from Wonambi again.</source>
        <translation>{path} lässt sich nicht lesen ({reason}); speichern Sie die Datei noch einmal aus Wonambi.</translation>
    </message>
    <message>
        <source>{path}: {word!r} is no sleep stage of Wonambi; correct it.</source>
        <translation>{path}: {word!r} ist kein Schlafstadium von Wonambi; berichtigen Sie es.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); export it again from EDFbrowser.</source>
        <translation>{path} lässt sich nicht lesen ({reason}); exportieren Sie die Datei noch einmal aus EDFbrowser.</translation>
    </message>
    <message>
        <source>an annotation has no onset</source>
        <translation>eine Annotation hat keinen Beginn</translation>
    </message>
    <message>
        <source>The hypnogram has {count} epochs where {expected} were expected.</source>
        <translation>Das Hypnogramm hat {count} Epochen, erwartet wurden {expected}.</translation>
    </message>
    <message>
        <source>The hypnogram&apos;s epochs start {seconds:+.1f} s from the recording&apos;s; each went to the nearest.</source>
        <translation>Die Epochen des Hypnogramms sind um {seconds:+.1f} s gegen die der Aufzeichnung versetzt; jede kam zur nächstliegenden.</translation>
    </message>
    <message>
        <source>The hypnogram starts on {first:%Y-%m-%d at %H:%M:%S} and the recording on {second:%Y-%m-%d at %H:%M:%S}, so they do not overlap; choose the hypnogram of this night.</source>
        <translation>Das Hypnogramm beginnt am {first:%Y-%m-%d at %H:%M:%S} und die Aufzeichnung am {second:%Y-%m-%d at %H:%M:%S}, sie überschneiden sich also nicht; wählen Sie das Hypnogramm dieser Nacht.</translation>
    </message>
    <message>
        <source>0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R</source>
        <translation>0 W, 1 N1, 2 N2, 3 und 4 N3, 5 R</translation>
    </message>
    <message>
        <source>0 W, 1 R, 2 N1, 3 N2, 4 and 5 N3</source>
        <translation>0 W, 1 R, 2 N1, 3 N2, 4 und 5 N3</translation>
    </message>
    <message>
        <source>5 W, 4 R, 3 N1, 2 N2, 1 and 0 N3</source>
        <translation>5 W, 4 R, 3 N1, 2 N2, 1 und 0 N3</translation>
    </message>
    <message>
        <source>{path} holds numbers from {lowest} to {highest} and does not say what they stand for; name their key ({keys}).</source>
        <translation>{path} enthält Zahlen von {lowest} bis {highest} und sagt nicht, wofür sie stehen; nennen Sie ihren Schlüssel ({keys}).</translation>
    </message>
    <message>
        <source>{path}{where}: &apos;{number}&apos; is no stage where the numbers are {key}; name another key ({keys}) or correct the file.</source>
        <translation>{path}{where}: „{number}“ ist kein Stadium, wo die Zahlen {key} bedeuten; nennen Sie einen anderen Schlüssel ({keys}) oder berichtigen Sie die Datei.</translation>
    </message>
    <message>
        <source>{key!r} is no key to numbers of stages; choose one of {keys}.</source>
        <translation>{key!r} ist kein Schlüssel für Stadien in Zahlen; wählen Sie einen von {keys}.</translation>
    </message>
    <message>
        <source>, line {line}</source>
        <translation>, Zeile {line}</translation>
    </message>
    <message>
        <source>The text {text!r} speaks of the lights, but was not taken for lights off or on.</source>
        <translation>Der Text {text!r} spricht vom Licht, wurde aber nicht als Licht aus oder an gelesen.</translation>
    </message>
    <message>
        <source>{path}{where}: {words} is no sleep stage we know; say what it stands for (such as {word}=N3), or write W, N1, N2, N3, R or ?.</source>
        <translation>{path}{where}: {words} ist kein bekanntes Schlafstadium; geben Sie an, wofür es steht (etwa {word}=N3), oder schreiben Sie W, N1, N2, N3, R oder ?.</translation>
    </message>
    <message>
        <source>{words} and {count} others</source>
        <translation>{words} und {count} weitere</translation>
    </message>
    <message>
        <source>{path}{where}: {words} are no sleep stages we know; say what they stand for (such as {word}=N3), or write W, N1, N2, N3, R or ?.</source>
        <translation>{path}{where}: {words} sind keine bekannten Schlafstadien; geben Sie an, wofür sie stehen (etwa {word}=N3), oder schreiben Sie W, N1, N2, N3, R oder ?.</translation>
    </message>
    <message>
        <source>The file says that its epochs last {length:g} s; the {given:g} s given were not used.</source>
        <translation>Die Datei sagt, dass ihre Epochen {length:g} s dauern; die angegebenen {given:g} s wurden nicht verwendet.</translation>
    </message>
    <message>
        <source>The numbers were read as {key}.</source>
        <translation>Die Zahlen wurden so gelesen: {key}.</translation>
    </message>
    <message>
        <source>{path} has epochs of {seconds:g} s; sleepscorer reads epochs of 1 to 600 s.</source>
        <translation>{path} hat Epochen von {seconds:g} s; sleepscorer liest Epochen von 1 bis 600 s.</translation>
    </message>
    <message>
        <source>Epochs of {seconds:g} s were converted to 30 s; each took the stage at its middle.</source>
        <translation>Epochen von {seconds:g} s wurden in solche von 30 s umgewandelt; jede bekam das Stadium in ihrer Mitte.</translation>
    </message>
    <message>
        <source>The stages are the samples of the signal {label}, read as 0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R.</source>
        <translation>Die Stadien sind die Abtastwerte des Signals {label}, gelesen als 0 W, 1 N1, 2 N2, 3 und 4 N3, 5 R.</translation>
    </message>
    <message>
        <source>{path}: the signal {label} holds no whole numbers, so it is no hypnogram; choose the file that holds the scoring.</source>
        <translation>{path}: Das Signal {label} enthält keine ganzen Zahlen und ist daher kein Hypnogramm; wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path} can be read as {format} or as {other}, which differ; export it again in another format.</source>
        <translation>{path} lässt sich als {format} oder als {other} lesen, mit verschiedenem Ergebnis; exportieren Sie die Datei noch einmal in einem anderen Format.</translation>
    </message>
    <message>
        <source>{path} holds no cell; choose the workbook with the scoring.</source>
        <translation>{path} enthält keine Zelle; wählen Sie die Arbeitsmappe mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path} is an Excel workbook; to read it install openpyxl with {how}, or save the sheet as CSV.</source>
        <translation>{path} ist eine Excel-Arbeitsmappe; um sie zu lesen, installieren Sie openpyxl mit {how} oder speichern Sie das Blatt als CSV.</translation>
    </message>
    <message>
        <source>{path} is no sound Excel workbook; save the sheet as CSV.</source>
        <translation>{path} ist keine unversehrte Excel-Arbeitsmappe; speichern Sie das Blatt als CSV.</translation>
    </message>
    <message>
        <source>{path} does not have the columns {columns}.</source>
        <translation>{path} hat die Spalten {columns} nicht.</translation>
    </message>
    <message>
        <source>an epoch is missing</source>
        <translation>eine Epoche fehlt</translation>
    </message>
    <message>
        <source>{path} has two columns {name!r} that differ; keep those of one scorer.</source>
        <translation>{path} hat zwei Spalten {name!r}, die sich unterscheiden; behalten Sie die eines Auswerters.</translation>
    </message>
    <message>
        <source>{path}: its column {name!r} goes through {people} as where several people scored; keep the rows of one.</source>
        <translation>{path}: Die Spalte {name!r} durchläuft {people}, als hätten mehrere Personen ausgewertet; behalten Sie die Zeilen einer Person.</translation>
    </message>
    <message>
        <source>{path}: the numbers of its column {name!r} are not those of consecutive epochs; name it epoch, onset_s or duration_s.</source>
        <translation>{path}: Die Zahlen der Spalte {name!r} sind nicht die aufeinanderfolgender Epochen; nennen Sie sie epoch, onset_s oder duration_s.</translation>
    </message>
    <message>
        <source>{path}: its column {name!r} holds times and its name does not say of what; name it clock for the time of day, or onset for the time since the start.</source>
        <translation>{path}: Die Spalte {name!r} enthält Zeiten, und ihr Name sagt nicht, wovon; nennen Sie sie clock für die Uhrzeit oder onset für die Zeit seit dem Beginn.</translation>
    </message>
    <message>
        <source>{path}: its times begin at {seconds:.0f} s, as where they count from 1970 in no time zone that is said; write clock times, or seconds from the recording&apos;s start.</source>
        <translation>{path}: Die Zeiten beginnen bei {seconds:.0f} s, als zählten sie ab 1970 in einer nicht genannten Zeitzone; schreiben Sie Uhrzeiten oder Sekunden ab Beginn der Aufzeichnung.</translation>
    </message>
    <message>
        <source>{path} says when stages end and not when the first one starts; add a column onset.</source>
        <translation>{path} sagt, wann Stadien enden, aber nicht, wann das erste beginnt; fügen Sie eine Spalte onset hinzu.</translation>
    </message>
    <message>
        <source>{path} does not say the unit of its times, and {step:g} is too short for seconds; name the column onset_s, onset_min or epoch.</source>
        <translation>{path} nennt die Einheit der Zeiten nicht, und {step:g} ist für Sekunden zu kurz; nennen Sie die Spalte onset_s, onset_min oder epoch.</translation>
    </message>
    <message>
        <source>{path}: its rows keep no step, so they are neither epochs nor changes of stage; add a column with the duration of each.</source>
        <translation>{path}: Die Zeilen haben keinen festen Abstand, sind also weder Epochen noch Stadienwechsel; fügen Sie eine Spalte mit der Dauer hinzu.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {text!r} is no time; write seconds or hh:mm:ss.</source>
        <translation>{path}, Zeile {line}: {text!r} ist keine Zeit; schreiben Sie Sekunden oder hh:mm:ss.</translation>
    </message>
    <message>
        <source>{path} is packed ({packed}); unpack it first.</source>
        <translation>{path} ist gepackt ({packed}); entpacken Sie die Datei zuerst.</translation>
    </message>
    <message>
        <source>Proposed events that nobody has confirmed are left out ({count}): {name} cannot mark them.</source>
        <translation>Vorgeschlagene Ereignisse, die niemand bestätigt hat, wurden weggelassen ({count}): {name} kann sie nicht kennzeichnen.</translation>
    </message>
    <message>
        <source>{path} is XML, but neither of the NSRR nor of Profusion; choose the file that holds the scoring.</source>
        <translation>{path} ist XML, aber weder vom NSRR noch von Profusion; wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path}, epoch {epoch}: {word!r} is no sleep stage of Profusion (0 to 5, 6, 9).</source>
        <translation>{path}, Epoche {epoch}: {word!r} ist kein Schlafstadium von Profusion (0 bis 5, 6, 9).</translation>
    </message>
    <message>
        <source>it declares a document type, which can hide entities</source>
        <translation>sie deklariert einen Dokumenttyp, der Entitäten verbergen kann</translation>
    </message>
    <message>
        <source>{path} is refused: {reason}; export it again without.</source>
        <translation>{path} wird abgelehnt: {reason}; exportieren Sie die Datei noch einmal ohne dies.</translation>
    </message>
    <message>
        <source>{path} is no sound XML ({reason}); export it again from its source.</source>
        <translation>{path} ist kein unversehrtes XML ({reason}); exportieren Sie die Datei noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>it nests more than {count} elements</source>
        <translation>sie verschachtelt mehr als {count} Elemente</translation>
    </message>
    <message>
        <source>Choose recordings, or one session file of naps, not both.</source>
        <translation>Wählen Sie Aufzeichnungen oder eine Sitzungsdatei, nicht beides.</translation>
    </message>
    <message>
        <source>a colleague of a model that reads no EEG</source>
        <translation>ein Kollege eines Modells, das kein EEG liest</translation>
    </message>
    <message>
        <source>a low-pass for the EEG of a model that reads none</source>
        <translation>ein Tiefpass für das EEG eines Modells, das keines liest</translation>
    </message>
    <message>
        <source>a low-pass of {high_hz} Hz</source>
        <translation>ein Tiefpass von {high_hz} Hz</translation>
    </message>
    <message>
        <source>{name} asks for another version of {colleague} than is installed; install both again, or adapt the model of the product anew.</source>
        <translation>{name} verlangt eine andere Version von {colleague} als die installierte; beide neu installieren oder das Modell des Produkts neu anpassen.</translation>
    </message>
    <message>
        <source>{channel} varies by {spread:g} uV within 1 s (standard deviation) where {low:g} to {high:g} uV are usual; it was scored nevertheless, but check its unit and scale at its source.</source>
        <translation>{channel} schwankt innerhalb 1 s um {spread:g} uV (Standardabweichung), wo {low:g} bis {high:g} uV üblich sind; gescort wurde es trotzdem, aber prüfen Sie Einheit und Skalierung an der Quelle.</translation>
    </message>
    <message>
        <source>{path} is cut off: its header announces {announced:.0f} s, {seconds:.1f} s are there, less than one epoch of {epoch} s; copy the file again from where it was recorded.</source>
        <translation>{path} ist abgeschnitten: Der Kopf kündigt {announced:.0f} s an, {seconds:.1f} s sind da, weniger als eine Epoche von {epoch} s; kopieren Sie die Datei noch einmal von dort, wo sie aufgezeichnet wurde.</translation>
    </message>
    <message>
        <source>{path} is named twice; name each nap once.</source>
        <translation>{path} ist zweimal genannt; nennen Sie jede Aufzeichnung nur einmal.</translation>
    </message>
    <message>
        <source>{path} has not been scored; open and score it first.</source>
        <translation>{path} ist noch nicht ausgewertet; öffnen und werten Sie es zuerst aus.</translation>
    </message>
    <message>
        <source>The signals of the night could not be read: figures and report have nothing on oxygen, pulse, pressure, position and snoring, and no segments that the recording tells ({reason}).</source>
        <translation>Die Signale der Nacht ließen sich nicht lesen: Werte und Bericht enthalten nichts über Sauerstoff, Puls, Druck, Lage und Schnarchen und keine Abschnitte, die die Aufzeichnung nennt ({reason}).</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>file exists</source>
        <translation>Datei existiert bereits</translation>
    </message>
    <message>
        <source>file too large</source>
        <translation>Datei zu groß</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>ist ein Ordner</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>Datei oder Ordner nicht vorhanden</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation>ist kein Ordner</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>unknown entry {unknown!r}</source>
        <translation>unbekannter Eintrag {unknown!r}</translation>
    </message>
    <message>
        <source>{colour!r} is no colour such as #17304f</source>
        <translation>{colour!r} ist keine Farbe wie #17304f</translation>
    </message>
    <message>
        <source>{label}: lowest has to be below highest</source>
        <translation>{label}: lowest muss unter highest liegen</translation>
    </message>
    <message>
        <source>{value!r} is no {name}</source>
        <translation>{value!r} ist kein Wert für {name}</translation>
    </message>
    <message>
        <source>The network of {name} keeps weights in other files, which is not allowed; export it into one file.</source>
        <translation>Das Netz von {name} legt Gewichte in anderen Dateien ab, was nicht erlaubt ist; exportieren Sie es in eine Datei.</translation>
    </message>
    <message>
        <source>The network of {name} takes {inputs}, its card says {expected}; install the model again.</source>
        <translation>Das Netz von {name} nimmt {inputs}, seine Karte sagt {expected}; installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>The network of {name} does not give five stages; install the model again.</source>
        <translation>Das Netz von {name} gibt nicht fünf Stadien aus; installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>The network of {name} is not an ONNX network ({reason}); install the model again.</source>
        <translation>Das Netz von {name} ist kein ONNX-Netz ({reason}); installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>{count} channels of {size} numbers</source>
        <translation>{count} Kanäle mit {size} Zahlen</translation>
    </message>
    <message>
        <source>a colleague of weight {weight:g}</source>
        <translation>ein Kollege mit Gewicht {weight:g}</translation>
    </message>
    <message>
        <source>The network of psgscoring cannot be used ({reason}).</source>
        <translation>Das Netz von psgscoring kann nicht verwendet werden ({reason}).</translation>
    </message>
    <message>
        <source>psgscoring could not score the breathing of this night ({reason}).</source>
        <translation>psgscoring konnte die Atmung dieser Nacht nicht auswerten ({reason}).</translation>
    </message>
    <message>
        <source>psgscoring could not score the legs of this night ({reason}).</source>
        <translation>psgscoring konnte die Beine dieser Nacht nicht auswerten ({reason}).</translation>
    </message>
    <message>
        <source>Without an EEG events are looked for in {hours:.1f} h in which the sensors measure, asleep or not.</source>
        <translation>Ohne EEG wird in den {hours:.1f} h nach Ereignissen gesucht, in denen die Sensoren messen, ob im Schlaf oder nicht.</translation>
    </message>
    <message>
        <source>Arousals were looked for on {channels}.</source>
        <translation>Arousals wurden auf {channels} gesucht.</translation>
    </message>
    <message>
        <source>No epoch is scored as sleep, so no event is proposed.</source>
        <translation>Keine Epoche ist als Schlaf ausgewertet, daher wird kein Ereignis vorgeschlagen.</translation>
    </message>
    <message>
        <source>{path} has no channels that events can be found on: airflow or SpO2, EEG with EOG and chin EMG, or leg EMG. Set the channels&apos; roles if they were guessed wrongly.</source>
        <translation>{path} hat keine Kanäle, auf denen Ereignisse gefunden werden können: Atemfluss oder SpO2, EEG mit EOG und Kinn-EMG oder Bein-EMG. Setzen Sie die Rollen der Kanäle, falls sie falsch erraten wurden.</translation>
    </message>
    <message>
        <source>{path} has no stages yet, and events are scored in sleep; score or pre-score it first.</source>
        <translation>{path} hat noch keine Stadien, und Ereignisse werden im Schlaf ausgewertet; werten Sie die Stadien zuerst aus oder lassen Sie sie vorab auswerten.</translation>
    </message>
    <message>
        <source>Arousals were not looked for. {reason}</source>
        <translation>Nach Arousals wurde nicht gesucht. {reason}</translation>
    </message>
    <message>
        <source>Respiratory events were not looked for: there is no airflow and no SpO2.</source>
        <translation>Nach Atemereignissen wurde nicht gesucht: Es gibt weder Atemfluss noch SpO2.</translation>
    </message>
    <message>
        <source>Respiratory events were not looked for: there is no airflow.</source>
        <translation>Nach Atemereignissen wurde nicht gesucht: Es gibt keinen Atemfluss.</translation>
    </message>
    <message>
        <source>There is no belt of the chest or the abdomen, so that apnoeas have no type; they are proposed as obstructive.</source>
        <translation>Es gibt keinen Gurt an Brust oder Bauch, daher haben Apnoen keinen Typ; sie werden als obstruktiv vorgeschlagen.</translation>
    </message>
    <message>
        <source>{channel} was not used: limb movements need microvolts at {rate:g} Hz or more.</source>
        <translation>{channel} wurde nicht verwendet: Beinbewegungen brauchen Mikrovolt bei {rate:g} Hz oder mehr.</translation>
    </message>
    <message>
        <source>{name} gave something else than events; update it.</source>
        <translation>{name} hat etwas anderes als Ereignisse geliefert; aktualisieren Sie es.</translation>
    </message>
    <message>
        <source>There is no event scorer called {name}; choose one of: {names}.</source>
        <translation>Es gibt keinen Ereignis-Scorer namens {name}; wählen Sie einen von: {names}.</translation>
    </message>
    <message>
        <source>{title} has no profile {profile}; choose one of: {names}.</source>
        <translation>{title} hat kein Profil {profile}; wählen Sie eines von: {names}.</translation>
    </message>
    <message>
        <source>The recording cannot be handed to another process ({reason}); save it as FIF or EDF, and give the file.</source>
        <translation>Die Aufzeichnung lässt sich nicht an einen anderen Prozess übergeben ({reason}); speichern Sie sie als FIF oder EDF und geben Sie die Datei an.</translation>
    </message>
    <message>
        <source>{channel} gave way to a better channel of its kind: it holds noise of {noise:.1f} uV (30 to 45 Hz).</source>
        <translation>{channel} wich einem besseren Kanal seiner Art: Er enthält Rauschen von {noise:.1f} uV (30 bis 45 Hz).</translation>
    </message>
    <message>
        <source>{channel} gave way to a better channel of its kind: {percent:.0f} % of the epochs looked at are flat, cut off, missing or far too large.</source>
        <translation>{channel} wich einem besseren Kanal seiner Art: {percent:.0f} % der angesehenen Epochen sind flach, abgeschnitten, fehlen oder sind viel zu groß.</translation>
    </message>
    <message>
        <source>{channel} is noisier, of another amplitude or more often faulty than the second network of {model} knows; the first one scored alone.</source>
        <translation>{channel} ist verrauschter, von anderer Amplitude oder öfter gestört, als das zweite Netz von {model} es kennt; das erste hat allein bewertet.</translation>
    </message>
    <message>
        <source>No EEG holds a signal in {count} epochs; they are left unscored.</source>
        <translation>In {count} Epochen enthält kein EEG ein Signal; sie bleiben unausgewertet.</translation>
    </message>
    <message>
        <source>{channel} holds no signal, or an artefact alone, in {count} epochs, which were scored from the other channels.</source>
        <translation>{channel} enthält in {count} Epochen kein Signal oder nur ein Artefakt; sie wurden aus den anderen Kanälen ausgewertet.</translation>
    </message>
    <message>
        <source>{path} is a segment that has segments itself, which WFDB does not allow; copy the record again from its source.</source>
        <translation>{path} ist ein Segment, das selbst Segmente hat, was WFDB nicht erlaubt; kopieren Sie den Datensatz noch einmal aus seiner Quelle.</translation>
    </message>
    <message>
        <source>{path} has another frame rate than the record that it is a segment of; convert each segment to EDF (mit2edf) and score it alone.</source>
        <translation>{path} hat eine andere Framerate als der Datensatz, dessen Segment es ist; wandeln Sie jedes Segment in EDF um (mit2edf) und werten Sie es einzeln aus.</translation>
    </message>
    <message>
        <source>Segment {number} ends early; what it lacks is shown as a gap.</source>
        <translation>Segment {number} endet zu früh; was ihm fehlt, wird als Lücke angezeigt.</translation>
    </message>
    <message>
        <source>{path} needs its segments beside it; put {name} into its folder.</source>
        <translation>{path} braucht seine Segmente neben sich; legen Sie {name} in den Ordner.</translation>
    </message>
    <message>
        <source>{label} has no samples in any segment.</source>
        <translation>{label} hat in keinem Segment Messwerte.</translation>
    </message>
    <message>
        <source>The segments of {path} do not go together: {label} has another rate or unit in one than in another, or stands twice; convert each to EDF (mit2edf) and score it alone.</source>
        <translation>Die Segmente von {path} passen nicht zusammen: {label} hat in einem eine andere Rate oder Einheit als in einem anderen, oder steht zweimal da; wandeln Sie jedes in EDF um (mit2edf) und werten Sie es einzeln aus.</translation>
    </message>
    <message>
        <source>flow {value:+.0f} %</source>
        <translation>Fluss {value:+.0f} %</translation>
    </message>
    <message>
        <source>desaturation {value:.0f} %</source>
        <translation>Entsättigung {value:.0f} %</translation>
    </message>
    <message>
        <source>nadir {value:.0f} %</source>
        <translation>Nadir {value:.0f} %</translation>
    </message>
    <message>
        <source>{count} breaths</source>
        <translation>{count} Atemzüge</translation>
    </message>
    <message>
        <source>arousal</source>
        <translation>Arousal</translation>
    </message>
    <message>
        <source>type uncertain</source>
        <translation>Typ unsicher</translation>
    </message>
    <message>
        <source>{value:.0f} uV</source>
        <translation>{value:.0f} µV</translation>
    </message>
    <message>
        <source>both legs</source>
        <translation>beide Beine</translation>
    </message>
    <message>
        <source>in a series</source>
        <translation>in einer Serie</translation>
    </message>
    <message>
        <source>{seconds:.0f} s</source>
        <translation>{seconds:.0f} s</translation>
    </message>
    <message>
        <source>{first} or {second}</source>
        <translation>{first} oder {second}</translation>
    </message>
    <message>
        <source>{path}, marker {number}, has no start_time and a later stop_time as ISO 8601 (2021-05-04T22:00:00); export it from Noxturnal again.</source>
        <translation>{path}, Markierung {number}, hat keine start_time und eine spätere stop_time nach ISO 8601 (2021-05-04T22:00:00); exportieren Sie sie noch einmal aus Noxturnal.</translation>
    </message>
    <message>
        <source>{path} gives some times with an offset from UTC and others without; export it again.</source>
        <translation>{path} gibt einige Zeiten mit einem Abstand zu UTC an und andere ohne; exportieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>{channel} was not used: at {rate:g} Hz it is an envelope or too coarse, not a raw {role}.</source>
        <translation>{channel} wurde nicht verwendet: Mit {rate:g} Hz ist es eine Hüllkurve oder zu grob, kein rohes {role}.</translation>
    </message>
    <message>
        <source>{name} needs more than {size:.2g} GB of memory; choose another model, or allow more with {setting}.</source>
        <translation>{name} braucht mehr als {size:.2g} GB Speicher; wählen Sie ein anderes Modell oder erlauben Sie mehr mit {setting}.</translation>
    </message>
    <message>
        <source>{name} ended its process without a word (code {code}); it is faulty, or needs more than {size:.2g} GB of memory.</source>
        <translation>{name} hat seinen Prozess wortlos beendet (Code {code}); es ist fehlerhaft oder braucht mehr als {size:.2g} GB Speicher.</translation>
    </message>
    <message>
        <source>{name} was stopped after {seconds:g} s without an end; choose another model, or allow more with {setting}.</source>
        <translation>{name} wurde nach {seconds:g} s ohne Ende abgebrochen; wählen Sie ein anderes Modell oder erlauben Sie mehr mit {setting}.</translation>
    </message>
    <message>
        <source>{path} is of format {written}, not {known}; update sleepscorer.</source>
        <translation>{path} hat das Format {written}, nicht {known}; aktualisieren Sie sleepscorer.</translation>
    </message>
    <message>
        <source>{path} lacks {missing}; install the model again.</source>
        <translation>In {path} fehlt {missing}; installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>{path} orders the stages {stages}, not {expected}; the model cannot be used.</source>
        <translation>{path} ordnet die Stadien {stages} und nicht {expected}; das Modell lässt sich nicht verwenden.</translation>
    </message>
    <message>
        <source>{path} asks for the front end {name}, which this version does not have; update sleepscorer, or adapt or train the model anew.</source>
        <translation>{path} verlangt die Aufbereitung {name}, die diese Version nicht hat; aktualisieren Sie sleepscorer, oder passen Sie das Modell neu an oder trainieren Sie es neu.</translation>
    </message>
    <message>
        <source>{path} asks for other than {seconds} s epochs in uV; it cannot be used.</source>
        <translation>{path} verlangt anderes als Epochen von {seconds} s in µV; das Modell lässt sich nicht verwenden.</translation>
    </message>
    <message>
        <source>{path} names a network outside its own folder; the model cannot be used.</source>
        <translation>{path} nennt ein Netz außerhalb des eigenen Ordners; das Modell lässt sich nicht verwenden.</translation>
    </message>
    <message>
        <source>{context} epochs at once with margins of {margin}</source>
        <translation>{context} Epochen auf einmal mit Rändern von {margin}</translation>
    </message>
    <message>
        <source>unknown scaling {scaling!r}</source>
        <translation>unbekannte Skalierung {scaling!r}</translation>
    </message>
    <message>
        <source>amplitudes from {low:g} to {high:g} uV</source>
        <translation>Amplituden von {low:g} bis {high:g} µV</translation>
    </message>
    <message>
        <source>{path} describes its inputs wrongly ({reason}); install the model again.</source>
        <translation>{path} beschreibt die Eingänge falsch ({reason}); installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>none installed</source>
        <translation>keines installiert</translation>
    </message>
    <message>
        <source>a number too long</source>
        <translation>eine zu lange Zahl</translation>
    </message>
    <message>
        <source>nested too deep</source>
        <translation>zu tief verschachtelt</translation>
    </message>
    <message>
        <source>no such type of field</source>
        <translation>kein solcher Feldtyp</translation>
    </message>
    <message>
        <source>a field of no valid number</source>
        <translation>ein Feld ohne gültige Nummer</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>{channel} was not used: it varies by {spread:g} uV within 1 s (standard deviation) where {low:g} to {high:g} uV are taken; put its unit or scale right at its source.</source>
        <translation>{channel} wurde nicht verwendet: Das Signal schwankt innerhalb von 1 s um {spread:g} uV (Standardabweichung), zulässig sind {low:g} bis {high:g} uV; berichtigen Sie Einheit oder Skala an der Quelle.</translation>
    </message>
    <message>
        <source>a re-calibration has five scales and five offsets</source>
        <translation>eine Nachkalibrierung hat fünf Skalen und fünf Versätze</translation>
    </message>
    <message>
        <source>{path} lasts {seconds:.1f} s, less than one epoch of {epoch} s; there is nothing to score in it.</source>
        <translation>{path} dauert {seconds:.1f} s, weniger als eine Epoche von {epoch} s; darin gibt es nichts auszuwerten.</translation>
    </message>
    <message>
        <source>The recording lasts {hours:.0f} h; nights follow each other in it.</source>
        <translation>Die Aufzeichnung dauert {hours:.0f} h; in ihr folgen Nächte aufeinander.</translation>
    </message>
    <message>
        <source>The recording has {count} gap(s), {seconds:.0f} s in all; they are shown as gaps.</source>
        <translation>Die Aufzeichnung hat {count} Lücke(n), zusammen {seconds:.0f} s; sie werden als Lücken gezeigt.</translation>
    </message>
    <message>
        <source>Empty labels</source>
        <translation>Leere Namen</translation>
    </message>
    <message>
        <source>The header holds two start dates, {first} and {second}; the first was taken.</source>
        <translation>Der Dateikopf nennt zwei Tage des Beginns, {first} und {second}; der erste wurde genommen.</translation>
    </message>
    <message>
        <source>{path} holds annotations but no signal; open the recording it belongs to, then import it.</source>
        <translation>{path} enthält Annotationen, aber kein Signal; öffnen Sie die zugehörige Aufzeichnung und importieren Sie die Datei dann.</translation>
    </message>
    <message>
        <source>{path} holds a header but no data; copy it again from its source.</source>
        <translation>{path} enthält einen Dateikopf, aber keine Daten; kopieren Sie die Datei noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is a {maker} file, which nothing here can read; export the recording as EDF.</source>
        <translation>{path} ist eine Datei von {maker}, die hier nichts lesen kann; exportieren Sie die Aufzeichnung als EDF.</translation>
    </message>
    <message>
        <source>{path} can no longer be read ({reason}); export it as EDF, or check its files.</source>
        <translation>{path} lässt sich nicht mehr lesen ({reason}); exportieren Sie die Aufzeichnung als EDF oder prüfen Sie die Dateien.</translation>
    </message>
    <message>
        <source>{path} cannot be opened as {kind} ({reason}); export it as EDF, or check its files.</source>
        <translation>{path} lässt sich nicht als {kind} öffnen ({reason}); exportieren Sie die Aufzeichnung als EDF oder prüfen Sie die Dateien.</translation>
    </message>
    <message>
        <source>The header writes its {what} with a decimal comma; it was read as a decimal point.</source>
        <translation>Der Dateikopf schreibt einen Wert ({what}) mit Dezimalkomma; es wurde als Dezimalpunkt gelesen.</translation>
    </message>
    <message>
        <source>The header does not say how many data records there are; {held} were found.</source>
        <translation>Der Dateikopf sagt nicht, wie viele Datensätze es gibt; gefunden wurden {held}.</translation>
    </message>
    <message>
        <source>1 byte after the last whole data record was ignored.</source>
        <translation>1 Byte nach dem letzten ganzen Datensatz wurde nicht beachtet.</translation>
    </message>
    <message>
        <source>{count} bytes after the last whole data record were ignored.</source>
        <translation>{count} Bytes nach dem letzten ganzen Datensatz wurden nicht beachtet.</translation>
    </message>
    <message>
        <source>The header says that the start is unknown; times count from the first sample.</source>
        <translation>Der Beginn ist laut Dateikopf unbekannt; die Zeit zählt ab dem ersten Abtastwert.</translation>
    </message>
    <message>
        <source>The header holds no valid start date and time; times count from the first sample.</source>
        <translation>Der Dateikopf enthält kein gültiges Datum mit Uhrzeit; die Zeit zählt ab dem ersten Abtastwert.</translation>
    </message>
    <message>
        <source>{channels}: the header gives no scale, so values are shown without a unit.</source>
        <translation>{channels}: Der Dateikopf nennt keine Skala, daher werden die Werte ohne Einheit gezeigt.</translation>
    </message>
    <message>
        <source>{channels}: more than one channel has this label.</source>
        <translation>{channels}: Mehr als ein Kanal trägt diesen Namen.</translation>
    </message>
    <message>
        <source>Scored with {model}: {channels}.</source>
        <translation>Ausgewertet mit {model}: {channels}.</translation>
    </message>
    <message>
        <source>{channel} was not used: it holds no signal.</source>
        <translation>{channel} wurde nicht verwendet: Der Kanal enthält kein Signal.</translation>
    </message>
    <message>
        <source>The recording has no {role}; the model was chosen to do without.</source>
        <translation>Die Aufzeichnung hat kein {role}; das Modell wurde so gewählt, dass es ohne auskommt.</translation>
    </message>
    <message>
        <source>{channel} was not used: no variant of the model takes this set of channels with it.</source>
        <translation>{channel} wurde nicht verwendet: Keine Variante des Modells nimmt ihn zusammen mit den anderen Kanälen.</translation>
    </message>
    <message>
        <source>{path} has no channels that {model} can score from: it needs {needs}, in volts, at {rate:g} Hz or more. Set the channels&apos; roles if they were guessed wrongly.</source>
        <translation>{path} hat keine Kanäle, mit denen {model} auswerten kann: Gebraucht werden {needs} in Volt mit {rate:g} Hz oder mehr. Stellen Sie die Rollen der Kanäle ein, falls sie falsch erraten wurden.</translation>
    </message>
    <message>
        <source>{path} is not the network its card.json speaks of (sha256 differs); install the model {name} again.</source>
        <translation>{path} ist nicht das Netz, von dem seine card.json spricht (andere sha256); installieren Sie das Modell {name} neu.</translation>
    </message>
    <message>
        <source>{path} cannot be read; install the model {name} again.</source>
        <translation>{path} lässt sich nicht lesen; installieren Sie das Modell {name} neu.</translation>
    </message>
    <message>
        <source>{path} cannot be read; install the model again.</source>
        <translation>{path} lässt sich nicht lesen; installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>There is no model called {name}; choose one of: {names}.</source>
        <translation>Es gibt kein Modell namens {name}; wählen Sie eines von diesen: {names}.</translation>
    </message>
    <message>
        <source>The network of {name} cannot be loaded ({reason}); install the model again.</source>
        <translation>Das Netz von {name} lässt sich nicht laden ({reason}); installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>{title} is not installed; install it with {how}.</source>
        <translation>{title} ist nicht installiert; installieren Sie es mit {how}.</translation>
    </message>
    <message>
        <source>{path} holds the stages of {count} scorers; keep those of one in a file.</source>
        <translation>{path} enthält die Stadien von {count} Auswertern; behalten Sie die von einem in einer Datei.</translation>
    </message>
    <message>
        <source>Nothing tells what the codes of the body position mean; there are no figures by position. Open a night and tell it for the device: Edit &gt; Codes of body position.</source>
        <translation>Nirgends steht, was die Codes der Körperlage bedeuten; es gibt keine Werte nach Lage. Öffnen Sie eine Nacht und geben Sie es für das Gerät an: Bearbeiten &gt; Codes der Körperlage.</translation>
    </message>
    <message>
        <source>{path} is discontinuous (EDF+D) but data record {record} does not say when it starts; export the recording again from its source.</source>
        <translation>{path} ist unterbrochen (EDF+D), aber Datensatz {record} sagt nicht, wann er beginnt; exportieren Sie die Aufzeichnung noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} claims to last {hours:.3g} h; export it again from its source.</source>
        <translation>{path} dauert angeblich {hours:.3g} h; exportieren Sie die Datei noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} claims {rate:.3g} samples per second; export it again from its source.</source>
        <translation>{path} hat angeblich {rate:.3g} Abtastwerte je Sekunde; exportieren Sie die Datei noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>{name} is marked as bad and was not used.</source>
        <translation>{name} ist als schlecht markiert und wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>{unit!r} is no unit of signals; give uV, mV or V.</source>
        <translation>{unit!r} ist keine Einheit für Signale; geben Sie uV, mV oder V an.</translation>
    </message>
    <message>
        <source>There are {signals} signals, {labels} labels and {rates} rates; give one of each per channel.</source>
        <translation>Es sind {signals} Signale, {labels} Namen und {rates} Abtastraten; geben Sie je Kanal eines davon an.</translation>
    </message>
    <message>
        <source>The signals last from {shortest:.1f} s to {longest:.1f} s; check their sampling rates.</source>
        <translation>Die Signale dauern von {shortest:.1f} s bis {longest:.1f} s; prüfen Sie ihre Abtastraten.</translation>
    </message>
    <message>
        <source>{label}: a signal is an array of one dimension that is not empty.</source>
        <translation>{label}: Ein Signal ist ein Feld mit einer Dimension, das nicht leer ist.</translation>
    </message>
    <message>
        <source>{label}: samples are real numbers, not {dtype}.</source>
        <translation>{label}: Abtastwerte sind reelle Zahlen, nicht {dtype}.</translation>
    </message>
    <message>
        <source>{label}: {rate} Hz is no sampling rate.</source>
        <translation>{label}: {rate} Hz ist keine Abtastrate.</translation>
    </message>
    <message>
        <source>The file holds signals of different rates; all are shown at {rate:g} Hz.</source>
        <translation>Die Datei enthält Signale mit verschiedenen Abtastraten; alle werden mit {rate:g} Hz gezeigt.</translation>
    </message>
    <message>
        <source>The file ends early: the header promises {claimed} samples a channel, {held} are there.</source>
        <translation>Die Datei endet vorzeitig: Der Dateikopf verspricht {claimed} Abtastwerte je Kanal, vorhanden sind {held}.</translation>
    </message>
    <message>
        <source>{path} is a WFDB record; to read it install wfdb with {command}.</source>
        <translation>{path} ist eine WFDB-Aufzeichnung; um sie zu lesen, installieren Sie wfdb mit {command}.</translation>
    </message>
    <message>
        <source>{path} is no header of a WFDB record; choose another file.</source>
        <translation>{path} ist kein Kopf einer WFDB-Aufzeichnung; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{path} needs its samples beside it; put {name} into its folder.</source>
        <translation>{path} braucht die Abtastwerte daneben; legen Sie {name} in denselben Ordner.</translation>
    </message>
    <message>
        <source>its header does not say how long it is</source>
        <translation>ihr Dateikopf sagt nicht, wie lang sie ist</translation>
    </message>
    <message>
        <source>its sampling rate cannot be read</source>
        <translation>ihre Abtastrate lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>A document to edit needs python-docx, which is not installed; install it with {command}.</source>
        <translation>Ein bearbeitbares Dokument braucht python-docx, das nicht installiert ist; installieren Sie es mit {command}.</translation>
    </message>
    <message>
        <source>The template {path} asks for ${name}, which no report has; it may ask for {names}.</source>
        <translation>Die Vorlage {path} verlangt ${name}, was kein Bericht hat; sie kann {names} verlangen.</translation>
    </message>
    <message>
        <source>The logo {path} is no whole PNG, JPEG, GIF or SVG of at most 2 MB; choose another one.</source>
        <translation>Das Logo {path} ist kein vollständiges PNG, JPEG, GIF oder SVG von höchstens 2 MB; wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>it is not UTF-8</source>
        <translation>es ist kein UTF-8</translation>
    </message>
    <message>
        <source>{value!r} is none of the keys {keys}</source>
        <translation>{value!r} ist keine der Tasten {keys}</translation>
    </message>
    <message>
        <source>{label}: uv_per_mm and lowest exclude each other</source>
        <translation>{label}: uv_per_mm und lowest schließen einander aus</translation>
    </message>
    <message>
        <source>The template {path} cannot be read ({reason}); choose another in the preferences.</source>
        <translation>Die Vorlage {path} kann nicht gelesen werden ({reason}); wählen Sie in den Einstellungen eine andere.</translation>
    </message>
    <message>
        <source>The logo {path} cannot be read ({reason}); choose another in the preferences.</source>
        <translation>Das Logo {path} kann nicht gelesen werden ({reason}); wählen Sie in den Einstellungen ein anderes.</translation>
    </message>
    <message>
        <source>Unknown kind of change: {kind!r}; a newer sleepscorer wrote it.</source>
        <translation>Unbekannte Art der Änderung: {kind!r}; sie stammt von einem neueren sleepscorer.</translation>
    </message>
    <message>
        <source>A change cannot be read ({reason}).</source>
        <translation>Eine Änderung lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>An event cannot start at {start_s} s and last {duration_s} s.</source>
        <translation>Ein Ereignis kann nicht bei {start_s} s beginnen und {duration_s} s dauern.</translation>
    </message>
    <message>
        <source>effort absent for {value:.0f} s, then back</source>
        <translation>keine Atemanstrengung für {value:.0f} s, dann wieder</translation>
    </message>
    <message>
        <source>{name} {value}</source>
        <translation>{name} {value}</translation>
    </message>
    <message>
        <source>Stages have changed since events were looked for; propose events again, as what was found, or not found, rests on the earlier stages.</source>
        <translation>Stadien haben sich geändert, seit nach Ereignissen gesucht wurde; Ereignisse neu vorschlagen lassen, denn was gefunden oder nicht gefunden wurde, beruht auf den früheren Stadien.</translation>
    </message>
    <message>
        <source>{revision!r} is no number of changes.</source>
        <translation>{revision!r} ist keine Anzahl von Änderungen.</translation>
    </message>
    <message>
        <source>The comment has changed since; the change was not made.</source>
        <translation>Der Kommentar hat sich inzwischen geändert; die Änderung wurde nicht vorgenommen.</translation>
    </message>
    <message>
        <source>The kinds of events looked for have changed since; the change was not made.</source>
        <translation>Die Arten gesuchter Ereignisse haben sich inzwischen geändert; die Änderung wurde nicht vorgenommen.</translation>
    </message>
    <message>
        <source>A change names an epoch outside 1 to {count}; it was not made.</source>
        <translation>Eine Änderung nennt eine Epoche außerhalb von 1 bis {count}; sie wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>A change is not the same length throughout; it was not made.</source>
        <translation>Eine Änderung ist nicht durchgehend gleich lang; sie wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>The ties of the scorers have changed since; the change was not made.</source>
        <translation>Die Stimmengleichheiten der Auswerter haben sich seither geändert; die Änderung wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>An event from {start_s} to {stop_s} s lies outside the night, which has {count} epochs; nothing was added.</source>
        <translation>Ein Ereignis von {start_s} bis {stop_s} s liegt außerhalb der Nacht, die {count} Epochen hat; nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>There is no ODI: the fall of no desaturation ({count} counted) was measured, as SpO₂ is missing for more than half of each.</source>
        <translation>Es gibt keinen ODI: Bei keiner Entsättigung ({count} gezählt) wurde der Abfall gemessen, da SpO₂ jeweils in mehr als der Hälfte fehlt.</translation>
    </message>
    <message>
        <source>No apnoea or hypopnoea is marked.</source>
        <translation>Keine Apnoe oder Hypopnoe ist markiert.</translation>
    </message>
    <message>
        <source>No desaturation is marked.</source>
        <translation>Keine Entsättigung ist markiert.</translation>
    </message>
    <message>
        <source>No arousal is marked.</source>
        <translation>Kein Arousal ist markiert.</translation>
    </message>
    <message>
        <source>No limb movement is marked.</source>
        <translation>Keine Beinbewegung ist markiert.</translation>
    </message>
    <message>
        <source>There is no ODI: there are no values of SpO₂ for the time that counts, so the fall of no desaturation ({count} counted) is known.</source>
        <translation>Es gibt keinen ODI: Für die Zeit, die zählt, liegen keine Werte der SpO₂ vor, sodass von keiner Entsättigung ({count} gezählt) der Abfall bekannt ist.</translation>
    </message>
    <message>
        <source>Nothing tells sleep from wake; the respiratory event index (REI) takes its place.</source>
        <translation>Nichts unterscheidet Schlaf von Wach; der Index der respiratorischen Ereignisse (REI) tritt an seine Stelle.</translation>
    </message>
    <message>
        <source>It is of a home test without sleep; this night has an AHI.</source>
        <translation>Er gehört zu einer Polygraphie ohne Schlaf; diese Nacht hat einen AHI.</translation>
    </message>
    <message>
        <source>No epoch between lights off and on is scored as sleep.</source>
        <translation>Keine Epoche zwischen Licht aus und Licht an ist als Schlaf ausgewertet.</translation>
    </message>
    <message>
        <source>There are no values of SpO₂ for the time that counts.</source>
        <translation>Für die Zeit, die zählt, liegen keine Werte der SpO₂ vor.</translation>
    </message>
    <message>
        <source>{marked} events marked, {counted} counted, {uncounted} not counted ({reasons}).</source>
        <translation>{marked} Ereignisse markiert, {counted} gezählt, {uncounted} nicht gezählt ({reasons}).</translation>
    </message>
    <message>
        <source>{unconfirmed} of the {counted} counted are proposals that no person has confirmed.</source>
        <translation>{unconfirmed} der {counted} gezählten sind Vorschläge, die kein Mensch bestätigt hat.</translation>
    </message>
    <message>
        <source>{marked} events marked, {counted} counted.</source>
        <translation>{marked} Ereignisse markiert, {counted} gezählt.</translation>
    </message>
    <message>
        <source>{count} in wake</source>
        <translation>{count} im Wachzustand</translation>
    </message>
    <message>
        <source>{count} outside lights off and on</source>
        <translation>{count} außerhalb von Licht aus und an</translation>
    </message>
    <message>
        <source>{count} in unscored epochs</source>
        <translation>{count} in nicht ausgewerteten Epochen</translation>
    </message>
    <message>
        <source>{count} after the last whole epoch</source>
        <translation>{count} nach der letzten ganzen Epoche</translation>
    </message>
    <message>
        <source>no next revision</source>
        <translation>keine folgende Revision</translation>
    </message>
    <message>
        <source>another history</source>
        <translation>ein anderer Verlauf</translation>
    </message>
    <message>
        <source>{path} does not say who has the night open; see that nobody has, delete that file, then open the night again.</source>
        <translation>{path} sagt nicht, wer die Nacht geöffnet hat; stellen Sie sicher, dass niemand sie geöffnet hat, löschen Sie diese Datei und öffnen Sie die Nacht erneut.</translation>
    </message>
    <message>
        <source>{path} is no session file of naps; choose another one.</source>
        <translation>{path} ist keine Sitzungsdatei von Durchgängen; wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>{path} is a session file of a newer sleepscorer; open it with that.</source>
        <translation>{path} ist eine Sitzungsdatei eines neueren sleepscorer; öffnen Sie sie mit diesem.</translation>
    </message>
    <message>
        <source>{path} names no recordings, or neither MSLT nor MWT; choose the naps&apos; recordings instead.</source>
        <translation>{path} nennt keine Aufzeichnungen oder weder MSLT noch MWT; wählen Sie stattdessen die Aufzeichnungen.</translation>
    </message>
    <message>
        <source>{path} names a recording twice; choose the naps&apos; recordings instead.</source>
        <translation>{path} nennt eine Aufzeichnung zweimal; wählen Sie stattdessen die Aufzeichnungen.</translation>
    </message>
    <message>
        <source>{path} cannot name recordings of another drive; put the naps into one folder.</source>
        <translation>{path} kann keine Aufzeichnungen auf einem anderen Laufwerk nennen; legen Sie sie in einen Ordner.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); choose another folder.</source>
        <translation>{path} konnte nicht geschrieben werden ({reason}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}); choose another file.</source>
        <translation>{path} konnte nicht gelesen werden ({reason}); wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{path} is no regular file; move it away, then open the night again.</source>
        <translation>{path} ist keine gewöhnliche Datei; verschieben Sie sie und öffnen Sie die Nacht erneut.</translation>
    </message>
    <message>
        <source>{path} was written by a newer sleepscorer; update to open it.</source>
        <translation>{path} wurde von einem neueren sleepscorer geschrieben; zum Öffnen aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>{path} holds a scoring made apart from the one that is shown; it was kept as {name}.</source>
        <translation>{path} enthält eine Auswertung, die getrennt von der gezeigten entstand; sie wurde als {name} aufbewahrt.</translation>
    </message>
    <message>
        <source>{recording}, a nap of {path}, is not there; copy it back or choose the recordings.</source>
        <translation>{recording}, genannt in {path}, ist nicht da; kopieren Sie die Datei zurück oder wählen Sie die Aufzeichnungen.</translation>
    </message>
    <message>
        <source>{path} holds a scoring made apart from the one that is shown; it was left as it is and not used.</source>
        <translation>{path} enthält eine Auswertung, die getrennt von der gezeigten entstand; sie blieb, wie sie ist, und wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>{path} holds another scoring of this night, made apart from this one; open the night in the window to choose one.</source>
        <translation>{path} enthält eine andere, getrennt entstandene Auswertung dieser Nacht; öffnen Sie die Nacht im Fenster, um eine zu wählen.</translation>
    </message>
    <message>
        <source>{path} was replaced by another scoring while the night was open; it was kept as {name}.</source>
        <translation>{path} wurde bei geöffneter Nacht durch eine andere Auswertung ersetzt; diese wurde als {name} aufbewahrt.</translation>
    </message>
    <message>
        <source>{path} was changed by another program while the night was open; the whole scoring was saved.</source>
        <translation>{path} wurde bei geöffneter Nacht von einem anderen Programm verändert; die ganze Auswertung wurde gespeichert.</translation>
    </message>
    <message>
        <source>Work on this recording was kept under another name, as {path}, and is gone on with.</source>
        <translation>Arbeit an dieser Aufzeichnung lag unter einem anderen Namen, als {path}, und wird fortgesetzt.</translation>
    </message>
    <message>
        <source>the recording</source>
        <translation>die Aufzeichnung</translation>
    </message>
    <message>
        <source>{path} and {other} hold scorings of this night that were made apart from each other; open the night in the window to choose one.</source>
        <translation>{path} und {other} enthalten Auswertungen dieser Nacht, die getrennt voneinander entstanden; öffnen Sie die Nacht im Fenster, um eine zu wählen.</translation>
    </message>
    <message>
        <source>The header&apos;s year {year} is not believed; the time of day counts alone.</source>
        <translation>Das Jahr {year} im Dateikopf ist nicht glaubhaft; es zählt nur die Uhrzeit.</translation>
    </message>
    <message>
        <source>The header holds no valid start date; the time of day counts alone.</source>
        <translation>Der Dateikopf enthält kein gültiges Startdatum; es zählt nur die Uhrzeit.</translation>
    </message>
    <message>
        <source>1 annotation could not be understood and is left out.</source>
        <translation>1 Annotation war nicht zu verstehen und wird ausgelassen.</translation>
    </message>
    <message>
        <source>{count} annotations could not be understood and are left out.</source>
        <translation>{count} Annotationen waren nicht zu verstehen und werden ausgelassen.</translation>
    </message>
    <message>
        <source>Of {count} annotations the duration is no length of time (such as -1); they are read as without one.</source>
        <translation>Bei {count} Annotationen ist die Dauer keine Zeitspanne (etwa -1); sie werden als solche ohne Dauer gelesen.</translation>
    </message>
    <message>
        <source>{labels}: the unit {unit} is not known, so it is shown as it stands and no model reads it; say the unit under Channel roles, or with --unit.</source>
        <translation>{labels}: die Einheit {unit} ist nicht bekannt; sie wird gezeigt, wie sie ist, und kein Modell liest sie; die Einheit lässt sich unter Kanalrollen oder mit --unit angeben.</translation>
    </message>
    <message>
        <source>{label} is shown as it stands: {reference} has another unit, or no scale, and is not subtracted.</source>
        <translation>{label} wird gezeigt, wie er ist: {reference} hat eine andere Einheit oder keine Skala und wird nicht abgezogen.</translation>
    </message>
    <message>
        <source>{path} has no channel {label}; give the unit of one of {labels}.</source>
        <translation>{path} hat keinen Kanal {label}; geben Sie die Einheit eines von {labels} an.</translation>
    </message>
    <message>
        <source>{channel} was not used: it is cut off at the limits of its amplifier or file.</source>
        <translation>{channel} wurde nicht verwendet: Das Signal ist an den Grenzen des Verstärkers oder der Datei abgeschnitten.</translation>
    </message>
    <message>
        <source>{channel} was not used: it is an envelope or a copy of coarser samples, not a raw signal.</source>
        <translation>{channel} wurde nicht verwendet: Es ist eine Hüllkurve oder wiederholt gröbere Abtastwerte und ist kein Rohsignal.</translation>
    </message>
    <message>
        <source>{path} has no channels that {model} can score from: it needs {needs}.</source>
        <translation>{path} hat keine Kanäle, aus denen {model} auswerten kann: Es braucht {needs}.</translation>
    </message>
    <message>
        <source>The scorer {name} cannot be loaded ({kind}: {reason}); install its package again.</source>
        <translation>Das Programm {name} zum Auswerten kann nicht geladen werden ({kind}: {reason}); installieren Sie sein Paket noch einmal.</translation>
    </message>
    <message>
        <source>The overlay {name} is not installed; install its package, or switch it off.</source>
        <translation>Die Überlagerung {name} ist nicht installiert; installieren Sie ihr Paket, oder schalten Sie sie aus.</translation>
    </message>
    <message>
        <source>The overlay {name} cannot be loaded ({kind}: {reason}); install its package again.</source>
        <translation>Die Überlagerung {name} lässt sich nicht laden ({kind}: {reason}); installieren Sie ihr Paket neu.</translation>
    </message>
    <message>
        <source>The overlay {name} is no sleepscorer.overlays.Overlay; update its package.</source>
        <translation>Die Überlagerung {name} ist kein sleepscorer.overlays.Overlay; aktualisieren Sie ihr Paket.</translation>
    </message>
    <message>
        <source>{title} could not score {name} ({kind}: {reason}).</source>
        <translation>{title} konnte {name} nicht auswerten ({kind}: {reason}).</translation>
    </message>
    <message>
        <source>{title} gave {numbers} numbers for {count} epochs of five stages; update it.</source>
        <translation>{title} gab {numbers} Zahlen für {count} Epochen mit fünf Stadien; bringen Sie es auf den neuesten Stand.</translation>
    </message>
    <message>
        <source>{path} holds no sleep stage among its {count} annotations; choose the file that holds the scoring.</source>
        <translation>{path} enthält kein Schlafstadium unter seinen {count} Annotationen; wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path} holds no sleep stage; choose the file that holds the scoring.</source>
        <translation>{path} enthält kein Schlafstadium; wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path} holds no stage; choose the file that holds the scoring.</source>
        <translation>{path} enthält kein Stadium; wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path} holds no event; choose the file with the events.</source>
        <translation>{path} enthält kein Ereignis; wählen Sie die Datei mit den Ereignissen.</translation>
    </message>
    <message>
        <source>Some stages have no duration; they were taken to last until the next one.</source>
        <translation>Einige Stadien haben keine Dauer; sie gelten bis zum nächsten.</translation>
    </message>
    <message>
        <source>{count} scored epochs of the hypnogram lie outside the recording.</source>
        <translation>{count} ausgewertete Epochen des Hypnogramms liegen außerhalb der Aufzeichnung.</translation>
    </message>
    <message>
        <source>The dates differ, so the hypnogram was placed by the time of day alone.</source>
        <translation>Die Daten weichen voneinander ab, daher wurde das Hypnogramm nur nach der Uhrzeit eingeordnet.</translation>
    </message>
    <message>
        <source>The hypnogram has no date, so it was placed by the time of day alone.</source>
        <translation>Das Hypnogramm hat kein Datum, daher wurde es nur nach der Uhrzeit eingeordnet.</translation>
    </message>
    <message>
        <source>The recording has no date, so the hypnogram was placed by the time of day alone.</source>
        <translation>Die Aufzeichnung hat kein Datum, daher wurde das Hypnogramm nur nach der Uhrzeit eingeordnet.</translation>
    </message>
    <message>
        <source>Neither the hypnogram nor the recording has a date, so they were placed by the time of day alone.</source>
        <translation>Weder das Hypnogramm noch die Aufzeichnung hat ein Datum, daher wurden sie nur nach der Uhrzeit eingeordnet.</translation>
    </message>
    <message>
        <source>The hypnogram was placed from the recording&apos;s first epoch: no clock time to go by.</source>
        <translation>Das Hypnogramm wurde ab der ersten Epoche der Aufzeichnung eingeordnet: Es gibt keine Uhrzeit, nach der man gehen könnte.</translation>
    </message>
    <message>
        <source>Some stages do not fill whole epochs of 30 s; each epoch took the one at its middle.</source>
        <translation>Einige Stadien füllen keine ganzen Epochen von 30 s; jede Epoche bekam das in ihrer Mitte.</translation>
    </message>
    <message>
        <source>{path} claims stages for more than a month; correct the durations in it.</source>
        <translation>{path} enthält angeblich Stadien für mehr als einen Monat; berichtigen Sie die Dauern darin.</translation>
    </message>
    <message>
        <source>{path} is no hypnogram that sleepscorer reads; export it as EDF+ or CSV.</source>
        <translation>{path} ist kein Hypnogramm, das sleepscorer liest; exportieren Sie es als EDF+ oder CSV.</translation>
    </message>
    <message>
        <source>{path} is too large to be a hypnogram; choose the file with the scoring.</source>
        <translation>{path} ist zu groß für ein Hypnogramm; wählen Sie die Datei mit der Auswertung.</translation>
    </message>
    <message>
        <source>{path} has {count} lines, too many for a hypnogram; choose another file.</source>
        <translation>{path} hat {count} Zeilen, zu viele für ein Hypnogramm; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{path}, line {line}, has no stage; complete it and read it again.</source>
        <translation>{path}, Zeile {line}, hat kein Stadium; ergänzen Sie es und lesen Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>{path} has several columns and no name says which holds the stages; name the columns in its first line (such as onset,duration,stage) and divide them by commas.</source>
        <translation>{path} hat mehrere Spalten, und kein Name sagt, welche die Stadien enthält; benennen Sie die Spalten in der ersten Zeile (etwa onset,duration,stage) und trennen Sie sie durch Kommas.</translation>
    </message>
    <message>
        <source>{path} lists changes of stage and does not say how long the last one lasts; add a column of durations, or a last row ? where it ends.</source>
        <translation>{path} listet Stadienwechsel auf und sagt nicht, wie lange der letzte dauert; fügen Sie eine Spalte mit Dauern hinzu oder am Ende eine letzte Zeile ?.</translation>
    </message>
    <message>
        <source>{path}: the numbers of its epochs keep no step, so a row may be a change of stage; add a column with the last epoch or the duration of each.</source>
        <translation>{path}: Die Epochennummern haben keinen festen Schritt, eine Zeile kann also ein Stadienwechsel sein; fügen Sie eine Spalte mit der letzten Epoche oder der Dauer hinzu.</translation>
    </message>
    <message>
        <source>{path}, line {line}: its time is not after the one before; keep one night of one scorer in a file, in order.</source>
        <translation>{path}, Zeile {line}: Die Zeit liegt nicht nach der vorigen; behalten Sie eine Nacht eines Auswerters je Datei, der Reihe nach.</translation>
    </message>
    <message>
        <source>{path} holds the stages of {count} nights; keep those of one in a file.</source>
        <translation>{path} enthält die Stadien von {count} Nächten; behalten Sie die einer Nacht je Datei.</translation>
    </message>
    <message>
        <source>The times of the table begin at 00:00:00 and were counted from the recording&apos;s start.</source>
        <translation>Die Zeiten der Tabelle beginnen bei 00:00:00 und wurden ab Beginn der Aufzeichnung gezählt.</translation>
    </message>
    <message>
        <source>Every second line is blank; the blank lines were passed over.</source>
        <translation>Jede zweite Zeile ist leer; die leeren Zeilen wurden übergangen.</translation>
    </message>
    <message>
        <source>{path} does not say whether its times are where stages start or end; name the column onset or end.</source>
        <translation>{path} sagt nicht, ob seine Zeiten Beginn oder Ende der Stadien sind; nennen Sie die Spalte onset oder end.</translation>
    </message>
    <message>
        <source>The date {date} was read as day/month/year.</source>
        <translation>Das Datum {date} wurde als Tag/Monat/Jahr gelesen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); export it again from its source.</source>
        <translation>{path} lässt sich nicht lesen ({reason}); exportieren Sie die Datei noch einmal aus ihrer Quelle.</translation>
    </message>
    <message>
        <source>The night holds no whole epoch, so there is no hypnogram to write.</source>
        <translation>Die Nacht enthält keine ganze Epoche, es gibt also kein Hypnogramm zu schreiben.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); an earlier file of that name is as it was.</source>
        <translation>{path} konnte nicht geschrieben werden ({reason}); eine frühere Datei dieses Namens ist, wie sie war.</translation>
    </message>
    <message>
        <source>{path} does not say its format by its name; end it in one of {endings}.</source>
        <translation>{path} sagt mit seinem Namen nicht sein Format; wählen Sie eine dieser Endungen: {endings}.</translation>
    </message>
    <message>
        <source>{path} is the recording itself; choose another name for the copy.</source>
        <translation>{path} ist die Aufzeichnung selbst; wählen Sie einen anderen Namen für die Kopie.</translation>
    </message>
    <message>
        <source>This night is open on {host} by {user} since {since} UTC; close it there first, or look at it here without changing it.</source>
        <translation>Diese Nacht ist seit {since} UTC auf {host} von {user} geöffnet; schließen Sie sie zuerst dort, oder sehen Sie sie hier an, ohne sie zu ändern.</translation>
    </message>
    <message>
        <source>This night was opened by somebody else just now; try again.</source>
        <translation>Diese Nacht wurde eben von jemand anderem geöffnet; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); your work is kept in {other} instead.</source>
        <translation>{folder} ist nicht beschreibbar ({reason}); Ihre Arbeit wird stattdessen in {other} aufbewahrt.</translation>
    </message>
    <message>
        <source>{path} is a link to a file that is not there; see that it is, then open the night again.</source>
        <translation>{path} ist eine Verknüpfung mit einer Datei, die nicht da ist; sorgen Sie dafür, dass sie da ist, und öffnen Sie die Nacht dann erneut.</translation>
    </message>
    <message>
        <source>The work kept in {folder} cannot be read ({reason}); see that it can be, then open the night again.</source>
        <translation>Die in {folder} aufbewahrte Arbeit lässt sich nicht lesen ({reason}); sorgen Sie dafür, dass das geht, und öffnen Sie die Nacht erneut.</translation>
    </message>
    <message>
        <source>Neither {folder} nor {other} can be written ({reason}); make room or change the permissions, then open the night again.</source>
        <translation>Weder {folder} noch {other} ist beschreibbar ({reason}); schaffen Sie Platz oder ändern Sie die Zugriffsrechte, und öffnen Sie die Nacht dann erneut.</translation>
    </message>
    <message>
        <source>{path} does not fit the saved scoring; put a sound copy of both in place.</source>
        <translation>{path} passt nicht zur gespeicherten Auswertung; legen Sie eine heile Kopie von beiden an ihre Stelle.</translation>
    </message>
    <message>
        <source>{path} belongs to another recording of the same name; move it to that one.</source>
        <translation>{path} gehört zu einer anderen Aufzeichnung gleichen Namens; verschieben Sie die Datei dorthin.</translation>
    </message>
    <message>
        <source>{path} is damaged; the changes before the damage were recovered, and the whole was kept as {name}.</source>
        <translation>{path} ist beschädigt; die Änderungen vor dem Schaden wurden gerettet, und die ganze Datei wurde als {name} aufbewahrt.</translation>
    </message>
    <message>
        <source>{path} was saved by a newer sleepscorer; update to open it.</source>
        <translation>{path} wurde von einem neueren sleepscorer gespeichert; bringen Sie das Programm auf den neuesten Stand.</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}); put a sound copy of it in its place.</source>
        <translation>{path} ist beschädigt ({reason}); legen Sie eine heile Kopie an die Stelle.</translation>
    </message>
    <message>
        <source>It was kept as {name} and a new one was begun.</source>
        <translation>Die Datei wurde als {name} aufbewahrt und eine neue begonnen.</translation>
    </message>
    <message>
        <source>It was left as it is and not used.</source>
        <translation>Die Datei blieb, wie sie ist, und wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>The night is open for reading only; the change was not made.</source>
        <translation>Die Nacht ist nur zum Lesen geöffnet; die Änderung wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); the change was not made. Make room on the disk and score the epoch again.</source>
        <translation>{folder} ist nicht beschreibbar ({reason}); die Änderung wurde nicht gemacht. Schaffen Sie Platz auf der Festplatte und werten Sie die Epoche noch einmal aus.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); the night was not saved, but every change is. Make room on the disk and save again.</source>
        <translation>{folder} ist nicht beschreibbar ({reason}); die Nacht wurde nicht gespeichert, jede Änderung aber schon. Schaffen Sie Platz auf der Festplatte und speichern Sie noch einmal.</translation>
    </message>
    <message>
        <source>Neither {folder} nor {other} can be written ({reason}); the change was not made. Make room on the disk and score the epoch again.</source>
        <translation>Weder {folder} noch {other} ist beschreibbar ({reason}); die Änderung wurde nicht gemacht. Schaffen Sie Platz auf der Festplatte und werten Sie die Epoche noch einmal aus.</translation>
    </message>
    <message>
        <source>Neither {folder} nor {other} can be written ({reason}); the night was not saved, but every change is. Make room on the disk and save again.</source>
        <translation>Weder {folder} noch {other} ist beschreibbar ({reason}); die Nacht wurde nicht gespeichert, jede Änderung aber schon. Schaffen Sie Platz auf der Festplatte und speichern Sie noch einmal.</translation>
    </message>
    <message>
        <source>The lights markers have changed since; the change was not made.</source>
        <translation>Die Lichtmarken haben sich seither geändert; die Änderung wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>The marks of epoch {epoch} have changed since; the change was not made.</source>
        <translation>Die Markierungen von Epoche {epoch} haben sich seither geändert; die Änderung wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>Epoch {epoch} has changed since; the change was not made.</source>
        <translation>Epoche {epoch} hat sich seither geändert; die Änderung wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>An event has changed since; the change was not made.</source>
        <translation>Ein Ereignis hat sich seither geändert; die Änderung wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>An event is there twice; the change was not made.</source>
        <translation>Ein Ereignis ist zweimal da; die Änderung wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>A model never overwrites an epoch that a person has scored.</source>
        <translation>Ein Modell überschreibt nie eine Epoche, die ein Mensch ausgewertet hat.</translation>
    </message>
    <message>
        <source>The model gave {count} epochs, the recording has {total}; nothing was changed.</source>
        <translation>Das Modell gab {count} Epochen, die Aufzeichnung hat {total}; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path} lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>{path} is no montage ({reason}); see docs/montages.md for what one holds.</source>
        <translation>{path} ist keine Montage ({reason}); docs/montages.md sagt, was eine enthält.</translation>
    </message>
    <message>
        <source>The first data record says that it starts {span} after the header does; it was believed.</source>
        <translation>Der erste Datensatz sagt, dass er {span} später beginnt als der Dateikopf; ihm wurde geglaubt.</translation>
    </message>
    <message>
        <source>The first data record says that it starts {span} before the header does; it was believed.</source>
        <translation>Der erste Datensatz sagt, dass er {span} früher beginnt als der Dateikopf; ihm wurde geglaubt.</translation>
    </message>
    <message>
        <source>{count} stages overlap a different one, as where two people scored; the one that starts or stands later counts.</source>
        <translation>{count} Stadien überschneiden ein anderes, als hätten zwei Personen ausgewertet; es zählt das, das später beginnt oder steht.</translation>
    </message>
    <message>
        <source>{path} is JSON, but no scoring that sleepscorer saved; export it as EDF+ or CSV.</source>
        <translation>{path} ist JSON, aber keine von sleepscorer gespeicherte Auswertung; exportieren Sie sie als EDF+ oder CSV.</translation>
    </message>
    <message>
        <source>The table leaves out {count} epochs; they are unscored.</source>
        <translation>In der Tabelle fehlen {count} Epochen; sie sind nicht ausgewertet.</translation>
    </message>
    <message>
        <source>{name} gave something else than stage probabilities; update it.</source>
        <translation>{name} lieferte etwas anderes als Wahrscheinlichkeiten der Stadien; aktualisieren Sie es.</translation>
    </message>
    <message>
        <source>{name} failed ({kind}: {reason}).</source>
        <translation>{name} ist fehlgeschlagen ({kind}: {reason}).</translation>
    </message>
    <message>
        <source>{path}, line {line}: epoch {after} follows epoch {before}; keep one night in a file, in order.</source>
        <translation>{path}, Zeile {line}: Epoche {after} folgt auf Epoche {before}; eine Datei hält eine Nacht, in der Reihenfolge.</translation>
    </message>
    <message>
        <source>{path} numbers its epochs up to {number}; correct the numbers in it.</source>
        <translation>{path} zählt seine Epochen bis {number}; berichtigen Sie die Zahlen darin.</translation>
    </message>
    <message>
        <source>{path}, line {line}, cannot be read ({reason}).</source>
        <translation>{path}, Zeile {line}, kann nicht gelesen werden ({reason}).</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
</context>
<context>
    <name>EpochCard</name>
    <message>
        <source>by the model {name}</source>
        <translation>vom Modell {name}</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>von {name}</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>aus {name}</translation>
    </message>
    <message>
        <source>Model&apos;s probabilities</source>
        <translation>Wahrscheinlichkeiten des Modells</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>By a person: {done} of {total}
Unscored: {unscored}</source>
        <translation>Von Menschen: {done} von {total}
Nicht ausgewertet: {unscored}</translation>
    </message>
    <message>
        <source>Home test</source>
        <translation>Heimtest</translation>
    </message>
    <message>
        <source>No EEG tells sleep from wake: events count per hour of monitoring. If an EEG was recorded, set its channel&apos;s role.</source>
        <translation>Kein EEG unterscheidet Schlaf und Wach: Ereignisse zählen je Stunde Aufzeichnung. Wurde ein EEG aufgezeichnet, dem Kanal seine Rolle geben.</translation>
    </message>
    <message>
        <source>Respiratory event index: {rei} /h
Respiratory events: {respiratory}
Other events: {others}</source>
        <translation>Index der respiratorischen Ereignisse: {rei} /h
Respiratorische Ereignisse: {respiratory}
Andere Ereignisse: {others}</translation>
    </message>
    <message>
        <source>Nobody has scored this epoch.</source>
        <translation>Niemand hat diese Epoche ausgewertet.</translation>
    </message>
    <message>
        <source>Second scoring: no epoch in common.</source>
        <translation>Zweite Auswertung: keine Epoche gemeinsam.</translation>
    </message>
    <message>
        <source>Second scoring: kappa {kappa:.3f}, agreement {share:.1%} over {count} epochs</source>
        <translation>Zweite Auswertung: Kappa {kappa:.3f}, Übereinstimmung {share:.1%} über {count} Epochen</translation>
    </message>
</context>
<context>
    <name>EpochHeader</name>
    <message>
        <source>Stage of this epoch</source>
        <translation>Stadium dieser Epoche</translation>
    </message>
    <message>
        <source>{stage}  (model)</source>
        <translation>{stage}  (Modell)</translation>
    </message>
</context>
<context>
    <name>EventMenu</name>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Note...</source>
        <translation>&amp;Notiz...</translation>
    </message>
    <message>
        <source>&amp;Starts here</source>
        <translation>&amp;Beginnt hier</translation>
    </message>
    <message>
        <source>&amp;Ends here</source>
        <translation>&amp;Endet hier</translation>
    </message>
    <message>
        <source>Ne&amp;xt of this kind</source>
        <translation>N&amp;ächstes dieser Art</translation>
    </message>
    <message>
        <source>&amp;Previous of this kind</source>
        <translation>&amp;Voriges dieser Art</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Note on this event ({event}):</source>
        <translation>Notiz zu diesem Ereignis ({event}):</translation>
    </message>
    <message>
        <source>Note on an event</source>
        <translation>Notiz zu einem Ereignis</translation>
    </message>
    <message>
        <source>Body position</source>
        <translation>Körperlage</translation>
    </message>
    <message>
        <source>From here on the body lies:</source>
        <translation>Von hier an liegt der Körper:</translation>
    </message>
    <message>
        <source>Own kinds of events</source>
        <translation>Eigene Arten von Ereignissen</translation>
    </message>
    <message>
        <source>One name a line. E and then 1 to {last} mark the first ones; all stand in the menu of an event.</source>
        <translation>Ein Name je Zeile. E und dann 1 bis {last} markieren die ersten; alle stehen im Menü eines Ereignisses.</translation>
    </message>
</context>
<context>
    <name>EventProfiles</name>
    <message>
        <source>AASM 3, rule 1A, graded breath by breath; apnoeas on both flow sensors</source>
        <translation>AASM 3, Regel 1A, Atemzug für Atemzug abgestuft; Apnoen an beiden Flusssensoren</translation>
    </message>
    <message>
        <source>AASM 3, rule 1A, graded breath by breath; apnoeas on one flow sensor</source>
        <translation>AASM 3, Regel 1A, Atemzug für Atemzug abgestuft; Apnoen an einem Flusssensor</translation>
    </message>
    <message>
        <source>AASM 3, rule 1A; apnoeas on both flow sensors</source>
        <translation>AASM 3, Regel 1A; Apnoen an beiden Flusssensoren</translation>
    </message>
    <message>
        <source>AASM 3, recommended rule: 30 % for 10 s with 3 % desaturation or an arousal</source>
        <translation>AASM 3, empfohlene Regel: 30 % über 10 s mit 3 % Entsättigung oder einem Arousal</translation>
    </message>
    <message>
        <source>AASM 3, conservative reading of the recommended rule</source>
        <translation>AASM 3, empfohlene Regel, streng ausgelegt</translation>
    </message>
    <message>
        <source>AASM 3, sensitive: flow falls by 25 %, for upper airway resistance</source>
        <translation>AASM 3, empfindlich: Fluss fällt um 25 %, bei erhöhtem Widerstand der oberen Atemwege</translation>
    </message>
    <message>
        <source>AASM 2 (2012): 3 % desaturation or an arousal</source>
        <translation>AASM 2 (2012): 3 % Entsättigung oder ein Arousal</translation>
    </message>
    <message>
        <source>AASM 2007: 4 % desaturation, no arousal</source>
        <translation>AASM 2007: 4 % Entsättigung, kein Arousal</translation>
    </message>
    <message>
        <source>AASM rule 1B (CMS, Medicare): 4 % desaturation, no arousal</source>
        <translation>AASM-Regel 1B (CMS, Medicare): 4 % Entsättigung, kein Arousal</translation>
    </message>
    <message>
        <source>As scored in MESA and SHHS (NSRR): on nasal pressure first</source>
        <translation>Wie in MESA und SHHS (NSRR): zuerst am Nasendruck</translation>
    </message>
    <message>
        <source>Chicago criteria of 1999: flow falls by half</source>
        <translation>Chicago-Kriterien von 1999: Fluss fällt auf die Hälfte</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Number of events by kind</source>
        <translation>Zahl der Ereignisse nach Art</translation>
    </message>
    <message>
        <source>Kind of events that are listed</source>
        <translation>Art der aufgelisteten Ereignisse</translation>
    </message>
    <message>
        <source>all but these</source>
        <translation>alle anderen</translation>
    </message>
    <message>
        <source>All events ({count})</source>
        <translation>Alle Ereignisse ({count})</translation>
    </message>
    <message>
        <source>Events of the night</source>
        <translation>Ereignisse der Nacht</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Export the page</source>
        <translation>Seite exportieren</translation>
    </message>
    <message>
        <source>Export the night</source>
        <translation>Nacht exportieren</translation>
    </message>
    <message>
        <source>{path} has no ending that is written here; use one of {endings}.</source>
        <translation>{path} hat keine Endung, die hier geschrieben wird; nehmen Sie eine von {endings}.</translation>
    </message>
    <message>
        <source>That is the recording itself; choose another name for the export.</source>
        <translation>Das ist die Aufzeichnung selbst; wählen Sie einen anderen Namen für den Export.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); choose another folder.</source>
        <translation>{path} konnte nicht geschrieben werden ({reason}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Exported: {path}</source>
        <translation>Exportiert: {path}</translation>
    </message>
    <message>
        <source>The picture of the page is on the clipboard.</source>
        <translation>Das Bild der Seite ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>the picture could not be saved</source>
        <translation>das Bild ließ sich nicht speichern</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Import events</source>
        <translation>Ereignisse importieren</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Files with events</source>
        <translation>Dateien mit Ereignissen</translation>
    </message>
    <message>
        <source>The import</source>
        <translation>Der Import</translation>
    </message>
    <message>
        <source>{count} events were imported from {name}.</source>
        <translation>{count} Ereignisse wurden aus {name} importiert.</translation>
    </message>
    <message>
        <source>{count} were there already.</source>
        <translation>{count} waren schon da.</translation>
    </message>
    <message>
        <source>{count} events lie outside the recording and were left out.</source>
        <translation>{count} Ereignisse liegen außerhalb der Aufzeichnung und wurden weggelassen.</translation>
    </message>
    <message>
        <source>Of no kind known here, kept as other events with their words: {named}</source>
        <translation>Von keiner hier bekannten Art, als andere Ereignisse mit ihren Worten behalten: {named}</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufzeichnungen</translation>
    </message>
    <message>
        <source>Compare with hypnograms</source>
        <translation>Mit Hypnogrammen vergleichen</translation>
    </message>
    <message>
        <source>Hypnograms</source>
        <translation>Hypnogramme</translation>
    </message>
    <message>
        <source>Length of an epoch</source>
        <translation>Länge einer Epoche</translation>
    </message>
    <message>
        <source>The file does not say how long its epochs are. The answer is kept for other files, and can be changed in the preferences. Seconds:</source>
        <translation>Die Datei sagt nicht, wie lang ihre Epochen sind. Die Antwort gilt auch für andere Dateien und lässt sich in den Einstellungen ändern. Sekunden:</translation>
    </message>
    <message>
        <source>Start of the hypnogram</source>
        <translation>Beginn des Hypnogramms</translation>
    </message>
    <message>
        <source>The file does not say when it starts. It starts with epoch:</source>
        <translation>Die Datei sagt nicht, wann sie beginnt. Sie beginnt mit Epoche:</translation>
    </message>
    <message>
        <source>Export hypnogram</source>
        <translation>Hypnogramm exportieren</translation>
    </message>
    <message>
        <source>That is the recording itself; choose another name for the hypnogram.</source>
        <translation>Das ist die Aufzeichnung selbst; wählen Sie einen anderen Namen für das Hypnogramm.</translation>
    </message>
    <message>
        <source>Exported and read back: {path}</source>
        <translation>Exportiert und zurückgelesen: {path}</translation>
    </message>
    <message>
        <source>Copy the recording with the scoring</source>
        <translation>Aufzeichnung mit der Auswertung kopieren</translation>
    </message>
    <message>
        <source>Anonymous copy</source>
        <translation>Anonyme Kopie</translation>
    </message>
    <message>
        <source>Leave out every free text</source>
        <translation>Alle freien Texte weglassen</translation>
    </message>
    <message>
        <source>Words of the patient&apos;s name, identification and birth date are struck out in any case. Other names, such as those of relatives, are not known; this leaves out every text that is not a stage, lights or an event of a known kind.</source>
        <translation>Wörter aus Name, Kennung und Geburtsdatum des Patienten werden auf jeden Fall unkenntlich gemacht. Andere Namen, etwa von Angehörigen, sind nicht bekannt; dies lässt jeden Text weg, der kein Stadium, kein Licht und kein Ereignis bekannter Art ist.</translation>
    </message>
    <message>
        <source>Shift the date by so many days (0 keeps it):</source>
        <translation>Das Datum um so viele Tage verschieben (0 behält es):</translation>
    </message>
    <message>
        <source>The copy</source>
        <translation>Die Kopie</translation>
    </message>
    <message>
        <source>Copied and read back: {path}</source>
        <translation>Kopiert und zurückgelesen: {path}</translation>
    </message>
    <message>
        <source>Copying the recording to {path}; you can go on scoring.</source>
        <translation>Die Aufzeichnung wird nach {path} kopiert; Sie können weiter auswerten.</translation>
    </message>
    <message>
        <source>Recordings, or a session file of naps</source>
        <translation>Aufzeichnungen oder eine Sitzungsdatei</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>High-pass</source>
        <translation>Hochpass</translation>
    </message>
    <message>
        <source>Low-pass</source>
        <translation>Tiefpass</translation>
    </message>
    <message>
        <source>Mains notch</source>
        <translation>Netzfilter</translation>
    </message>
    <message>
        <source>Filter values</source>
        <translation>Filterwerte</translation>
    </message>
    <message>
        <source>&amp;Filter the traces</source>
        <translation>Kurven &amp;filtern</translation>
    </message>
    <message>
        <source>These filters change what is shown, not what is kept, exported or fed to a model. A trace of a montage can have filters of its own.</source>
        <translation>Diese Filter ändern, was gezeigt wird, nicht, was gespeichert, exportiert oder einem Modell gegeben wird. Eine Kurve einer Montage kann eigene Filter haben.</translation>
    </message>
    <message>
        <source>{heading} of {role}</source>
        <translation>{heading}: {role}</translation>
    </message>
    <message>
        <source>as in the menu</source>
        <translation>wie im Menü</translation>
    </message>
    <message>
        <source>{name}: the high-pass ({low:g} Hz) has to be below the low-pass ({high:g} Hz).</source>
        <translation>{name}: Der Hochpass ({low:g} Hz) muss unter dem Tiefpass ({high:g} Hz) liegen.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>“{text}” is no frequency; type a number of hertz, such as 0.3.</source>
        <translation>„{text}“ ist keine Frequenz; geben Sie eine Zahl in Hertz ein, etwa 0,3.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>EDF+ hypnogram, a record of 30 s per epoch: read by every program tried</source>
        <translation>EDF+-Hypnogramm, ein Datensatz von 30 s je Epoche: jedes geprüfte Programm liest es</translation>
    </message>
    <message>
        <source>Table of stages, who set them, and probabilities</source>
        <translation>Tabelle der Stadien, wer sie gesetzt hat, und Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>EDF+ with runs of stages and texts of Rechtschaffen &amp; Kales, as in Sleep-EDF</source>
        <translation>EDF+ mit Abschnitten gleicher Stadien und Texten nach Rechtschaffen &amp; Kales, wie in Sleep-EDF</translation>
    </message>
    <message>
        <source>EDF+ with an annotation per run of epochs of one stage</source>
        <translation>EDF+ mit einer Annotation je Abschnitt gleicher Stadien</translation>
    </message>
    <message>
        <source>EDF+ with one data record of duration 0, to the letter; not every program reads it</source>
        <translation>EDF+ mit einem Datensatz der Dauer 0, dem Buchstaben nach; nicht jedes Programm liest es</translation>
    </message>
    <message>
        <source>Luna .annot, an interval per epoch</source>
        <translation>Luna .annot, ein Intervall je Epoche</translation>
    </message>
    <message>
        <source>Luna .eannot, a word per epoch</source>
        <translation>Luna .eannot, ein Wort je Epoche</translation>
    </message>
    <message>
        <source>NSRR XML (PSGAnnotation)</source>
        <translation>NSRR XML (PSGAnnotation)</translation>
    </message>
    <message>
        <source>Compumedics Profusion XML (CMPStudyConfig)</source>
        <translation>Compumedics Profusion XML (CMPStudyConfig)</translation>
    </message>
    <message>
        <source>BIDS events table</source>
        <translation>BIDS-Ereignistabelle</translation>
    </message>
    <message>
        <source>BIDS hypnogram, as the proposal on sleep has it</source>
        <translation>BIDS-Hypnogramm, wie der Vorschlag zum Schlaf es vorsieht</translation>
    </message>
    <message>
        <source>Table for YASA with a column Stage</source>
        <translation>Tabelle für YASA mit einer Spalte Stage</translation>
    </message>
    <message>
        <source>Text, W N1 N2 N3 R or ? on each line</source>
        <translation>Text, W N1 N2 N3 R oder ? in jeder Zeile</translation>
    </message>
    <message>
        <source>Text, 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 unscored on each line</source>
        <translation>Text, 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 nicht ausgewertet in jeder Zeile</translation>
    </message>
    <message>
        <source>SOMNOmedics DOMINO sleep profile</source>
        <translation>SOMNOmedics DOMINO Schlafprofil</translation>
    </message>
    <message>
        <source>Table of annotations for EDFbrowser</source>
        <translation>Tabelle von Annotationen für EDFbrowser</translation>
    </message>
    <message>
        <source>XML of annotations for EDFbrowser</source>
        <translation>XML von Annotationen für EDFbrowser</translation>
    </message>
    <message>
        <source>Table of annotations for MNE-Python</source>
        <translation>Tabelle von Annotationen für MNE-Python</translation>
    </message>
    <message>
        <source>ScoringHero JSON</source>
        <translation>ScoringHero-JSON</translation>
    </message>
    <message>
        <source>Wonambi annotations (XML)</source>
        <translation>Wonambi-Annotationen (XML)</translation>
    </message>
    <message>
        <source>Elan hypnogram, also for Visbrain</source>
        <translation>Elan-Hypnogramm, auch für Visbrain</translation>
    </message>
    <message>
        <source>Visbrain stage-duration text</source>
        <translation>Visbrain-Text mit Stadien und ihrem Ende</translation>
    </message>
    <message>
        <source>U-Sleep list of starts, durations and stages</source>
        <translation>U-Sleep-Liste von Anfängen, Dauern und Stadien</translation>
    </message>
    <message>
        <source>Array of numpy, a number per epoch, as U-Sleep reads it</source>
        <translation>numpy-Array, eine Zahl je Epoche, wie U-Sleep es liest</translation>
    </message>
    <message>
        <source>SleepTrip and SpiSOP, two columns</source>
        <translation>SleepTrip und SpiSOP, zwei Spalten</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>{doing} failed ({kind}); the rest of your work is not touched. The log file says where.</source>
        <translation>{doing} ist fehlgeschlagen ({kind}); Ihre übrige Arbeit ist nicht betroffen. Die Protokolldatei sagt, wo.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Usual keys</source>
        <translation>Übliche Tasten</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>Linke Hand</translation>
    </message>
    <message>
        <source>AZERTY</source>
        <translation>AZERTY</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path} kann nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>{path} is no key profile ({reason}).</source>
        <translation>{path} ist kein Tastenprofil ({reason}).</translation>
    </message>
    <message>
        <source>{path} names the action “{name}”, which there is not.</source>
        <translation>{path} nennt die Aktion „{name}“, die es nicht gibt.</translation>
    </message>
    <message>
        <source>{path} gives “{name}” the key “{key}”, which there is not.</source>
        <translation>{path} gibt „{name}“ die Taste „{key}“, die es nicht gibt.</translation>
    </message>
    <message>
        <source>{path} gives {key} to both “{first}” and “{name}”; choose another key.</source>
        <translation>{path} gibt {key} sowohl „{first}“ als auch „{name}“; wählen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>{path} gives “{name}” the key {key}, with which {longer} of “{other}” begins; choose another key.</source>
        <translation>{path} gibt „{name}“ die Taste {key}, mit der {longer} von „{other}“ beginnt; wählen Sie eine andere Taste.</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>Channel labels</source>
        <translation>Namen der Kanäle</translation>
    </message>
    <message>
        <source>Click: hide, invert, gain. Wheel: gain of this channel.</source>
        <translation>Klick: ausblenden, umkehren, Verstärkung. Rad: Verstärkung dieses Kanals.</translation>
    </message>
    <message>
        <source>hidden: {count} channels</source>
        <translation>ausgeblendet: {count} Kanäle</translation>
    </message>
    <message>
        <source>hidden: {channels}</source>
        <translation>ausgeblendet: {channels}</translation>
    </message>
    <message>
        <source>inv.</source>
        <translation>inv.</translation>
    </message>
    <message>
        <source>codes assumed</source>
        <translation>Codes angenommen</translation>
    </message>
    <message>
        <source>own scale</source>
        <translation>eigene Skala</translation>
    </message>
    <message>
        <source>{unit}, own scale</source>
        <translation>{unit}, eigene Skala</translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>slow waves {seconds:.1f} / {needed:.1f} s</source>
        <translation>langsame Wellen {seconds:.1f} / {needed:.1f} s</translation>
    </message>
    <message>
        <source>slow waves, automatic: {seconds:.1f} / {needed:.1f} s</source>
        <translation>langsame Wellen, automatisch: {seconds:.1f} / {needed:.1f} s</translation>
    </message>
    <message>
        <source>no signal</source>
        <translation>kein Signal</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation>A&amp;uswertung</translation>
    </message>
    <message>
        <source>Eve&amp;nt</source>
        <translation>&amp;Ereignis</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Channels</source>
        <translation>K&amp;anäle</translation>
    </message>
    <message>
        <source>Trace by trace</source>
        <translation>Kurve für Kurve</translation>
    </message>
    <message>
        <source>Night st&amp;rip</source>
        <translation>&amp;Nachtstreifen</translation>
    </message>
    <message>
        <source>Mo&amp;del</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>Second op&amp;inion</source>
        <translation>&amp;Zweitmeinung</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>Wie aufgezeichnet</translation>
    </message>
    <message>
        <source>No mains filter</source>
        <translation>Kein Netzfilter</translation>
    </message>
    <message>
        <source>50 Hz</source>
        <translation>50 Hz</translation>
    </message>
    <message>
        <source>60 Hz</source>
        <translation>60 Hz</translation>
    </message>
    <message>
        <source>&amp;Montage</source>
        <translation>&amp;Montage</translation>
    </message>
    <message>
        <source>Mains &amp;notch</source>
        <translation>N&amp;etzfilter</translation>
    </message>
    <message>
        <source>Overla&amp;ys</source>
        <translation>Überlagerungen</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>The variant of {family} that the recording&apos;s channels can feed best.</source>
        <translation>Die Variante von {family}, die am besten zu den Kanälen der Aufzeichnung passt.</translation>
    </message>
    <message>
        <source>{family}, the variant that fits</source>
        <translation>{family}, die passende Variante</translation>
    </message>
    <message>
        <source>An outside scorer, version {version}</source>
        <translation>Ein fremdes Auswerteprogramm, Version {version}</translation>
    </message>
    <message>
        <source>An outside scorer, not installed: {how}</source>
        <translation>Ein fremdes Auswerteprogramm, nicht installiert: {how}</translation>
    </message>
    <message>
        <source>kappa {kappa:.2f}, accuracy {accuracy:.0%} on {where}</source>
        <translation>Kappa {kappa:.2f}, Genauigkeit {accuracy:.0%} auf {where}</translation>
    </message>
    <message>
        <source>{count:,} trainable parameters</source>
        <translation>{count:,} trainierbare Parameter</translation>
    </message>
    <message>
        <source>The card of this model cannot be read; install the model again.</source>
        <translation>Die Karte dieses Modells kann nicht gelesen werden; installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>&amp;About this model...</source>
        <translation>Über &amp;dieses Modell...</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>{model} pre-scores from now on; Ctrl+P scores this night with it.</source>
        <translation>{model} wertet von jetzt an vor; Strg+P wertet diese Nacht damit aus.</translation>
    </message>
    <message>
        <source>The model {name} is not installed; choose another one.</source>
        <translation>Das Modell {name} ist nicht installiert; wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>Über dieses Modell</translation>
    </message>
    <message>
        <source>The second opinion of {model}</source>
        <translation>Die Zweitmeinung von {model}</translation>
    </message>
    <message>
        <source>Second opinion, shown below yours.</source>
        <translation>Zweitmeinung, unter Ihrer Auswertung gezeigt.</translation>
    </message>
</context>
<context>
    <name>MontageEditor</name>
    <message>
        <source>Montages</source>
        <translation>Montagen</translation>
    </message>
    <message>
        <source>&amp;Montage</source>
        <translation>&amp;Montage</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>D&amp;elete</source>
        <translation>Lö&amp;schen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>N&amp;ame</source>
        <translation>N&amp;ame</translation>
    </message>
    <message>
        <source>Length of a page that comes with the montage</source>
        <translation>Seitenlänge, die mit der Montage kommt</translation>
    </message>
    <message>
        <source>Scale of the voltages that comes with the montage</source>
        <translation>Maßstab der Spannungen, der mit der Montage kommt</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Taste</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Voltages</source>
        <translation>Spannungen</translation>
    </message>
    <message>
        <source>Traces of the montage</source>
        <translation>Kurven der Montage</translation>
    </message>
    <message>
        <source>Add &amp;trace</source>
        <translation>Kurve hin&amp;zufügen</translation>
    </message>
    <message>
        <source>Remo&amp;ve trace</source>
        <translation>Kurve &amp;entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>{keys} in the list</source>
        <translation>{keys} in der Liste</translation>
    </message>
    <message>
        <source>{name} (comes with the program)</source>
        <translation>{name} (gehört zum Programm)</translation>
    </message>
    <message>
        <source>This montage comes with the program: duplicate it to have one that you can change.</source>
        <translation>Diese Montage gehört zum Programm: Duplizieren Sie sie, um eine zu haben, die Sie ändern können.</translation>
    </message>
    <message>
        <source>{count} traces are changed together.</source>
        <translation>{count} Kurven werden zusammen geändert.</translation>
    </message>
    <message>
        <source>My montage</source>
        <translation>Meine Montage</translation>
    </message>
    <message>
        <source>{name}, copy</source>
        <translation>{name}, Kopie</translation>
    </message>
    <message>
        <source>The montages could not be saved ({reason}).</source>
        <translation>Die Montagen konnten nicht gespeichert werden ({reason}).</translation>
    </message>
    <message>
        <source>as in view</source>
        <translation>wie angezeigt</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>(hidden)</source>
        <translation>(verborgen)</translation>
    </message>
    <message>
        <source>Montages have been changed but not saved.</source>
        <translation>Montagen wurden geändert, aber nicht gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Discard the changes</source>
        <translation>Änderungen &amp;verwerfen</translation>
    </message>
    <message>
        <source>&amp;Go on editing</source>
        <translation>&amp;Weiter bearbeiten</translation>
    </message>
    <message>
        <source>{key} was the key of “{name}”, which has none now.</source>
        <translation>{key} war die Taste von „{name}“, die jetzt keine mehr hat.</translation>
    </message>
    <message>
        <source>A montage needs a name.</source>
        <translation>Eine Montage braucht einen Namen.</translation>
    </message>
    <message>
        <source>There is another montage “{name}”; choose another name.</source>
        <translation>Es gibt schon eine Montage „{name}“; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>“{name}” has no trace; add one.</source>
        <translation>„{name}“ hat keine Kurve; fügen Sie eine hinzu.</translation>
    </message>
    <message>
        <source>A trace has no name; give it one, such as C4-M1.</source>
        <translation>Eine Kurve hat keinen Namen; geben Sie ihr einen, etwa C4-M1.</translation>
    </message>
    <message>
        <source>{trace}: the lower edge has to be below the upper one.</source>
        <translation>{trace}: Der untere Rand muss unter dem oberen liegen.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Preview: epoch {epoch}</source>
        <translation>Vorschau: Epoche {epoch}</translation>
    </message>
    <message>
        <source>This recording lacks {channels}, or their rates or units differ.</source>
        <translation>Dieser Aufzeichnung fehlt {channels}, oder die Abtastraten oder Einheiten sind verschieden.</translation>
    </message>
    <message>
        <source>none, M1, or M1, M2 for their mean</source>
        <translation>nichts, M1, oder M1, M2 für ihren Mittelwert</translation>
    </message>
    <message>
        <source>as the role</source>
        <translation>wie die Rolle</translation>
    </message>
    <message>
        <source>Height of the lane; that of an EEG is 1</source>
        <translation>Höhe der Spur; die eines EEG ist 1</translation>
    </message>
    <message>
        <source>that of the role, or such as #17304f</source>
        <translation>die der Rolle, oder etwa #17304f</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen...</translation>
    </message>
    <message>
        <source>Hidden until it is asked for</source>
        <translation>Verborgen, bis sie verlangt wird</translation>
    </message>
    <message>
        <source>as the label says</source>
        <translation>wie der Name sagt</translation>
    </message>
    <message>
        <source>lane height</source>
        <translation>Spurhöhe</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Beschriftung</translation>
    </message>
    <message>
        <source>&amp;Channel</source>
        <translation>&amp;Kanal</translation>
    </message>
    <message>
        <source>m&amp;inus</source>
        <translation>m&amp;inus</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>Skalier&amp;ung</translation>
    </message>
    <message>
        <source>&amp;Gain</source>
        <translation>&amp;Verstärkung</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>High-&amp;pass</source>
        <translation>&amp;Hochpass</translation>
    </message>
    <message>
        <source>Lo&amp;w-pass</source>
        <translation>Tief&amp;pass</translation>
    </message>
    <message>
        <source>Mains notc&amp;h</source>
        <translation>Netzfi&amp;lter</translation>
    </message>
    <message>
        <source>as the role ({frequency})</source>
        <translation>wie die Rolle ({frequency})</translation>
    </message>
    <message>
        <source>“{text}” is no colour; type one such as #17304f, or nothing.</source>
        <translation>„{text}“ ist keine Farbe; geben Sie eine wie #17304f ein oder nichts.</translation>
    </message>
    <message>
        <source>Colour of {trace}</source>
        <translation>Farbe von {trace}</translation>
    </message>
    <message>
        <source>the one called as the label</source>
        <translation>der so heißt wie die Kurve</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>von … bis …</translation>
    </message>
    <message>
        <source>Microvolts per millimetre</source>
        <translation>Mikrovolt pro Millimeter</translation>
    </message>
    <message>
        <source>Value at the lower edge</source>
        <translation>Wert am unteren Rand</translation>
    </message>
    <message>
        <source>Value at the upper edge</source>
        <translation>Wert am oberen Rand</translation>
    </message>
</context>
<context>
    <name>Montages</name>
    <message>
        <source>AASM recommended</source>
        <translation>AASM empfohlen</translation>
    </message>
    <message>
        <source>AASM acceptable</source>
        <translation>AASM zulässig</translation>
    </message>
    <message>
        <source>AASM backup</source>
        <translation>AASM Ersatz</translation>
    </message>
    <message>
        <source>Bipolar</source>
        <translation>Bipolar</translation>
    </message>
    <message>
        <source>Sleep-EDF</source>
        <translation>Sleep-EDF</translation>
    </message>
    <message>
        <source>Respiration</source>
        <translation>Atmung</translation>
    </message>
    <message>
        <source>Titration</source>
        <translation>Titration</translation>
    </message>
    <message>
        <source>Home test</source>
        <translation>Heimtest</translation>
    </message>
    <message>
        <source>MSLT</source>
        <translation>MSLT</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Kind</translation>
    </message>
</context>
<context>
    <name>NightView</name>
    <message>
        <source>Open a recording: Ctrl+O, or drop an EDF or BDF file here.</source>
        <translation>Aufzeichnung öffnen: Strg+O, oder eine EDF- oder BDF-Datei hier ablegen.</translation>
    </message>
    <message>
        <source>The recording has no channel of the montage “{name}”; all are shown.</source>
        <translation>Die Aufzeichnung hat keinen Kanal der Montage „{name}“; alle werden gezeigt.</translation>
    </message>
    <message>
        <source>{shown} for {asked}</source>
        <translation>{shown} für {asked}</translation>
    </message>
    <message>
        <source>Montage “{name}”, shown instead: {channels}.</source>
        <translation>Montage „{name}“, ersatzweise gezeigt: {channels}.</translation>
    </message>
    <message>
        <source>Montage “{name}”: the recording lacks {channels}.</source>
        <translation>Montage „{name}“: Der Aufzeichnung fehlt {channels}.</translation>
    </message>
    <message>
        <source>Hide {channel}</source>
        <translation>{channel} ausblenden</translation>
    </message>
    <message>
        <source>Invert {channel}</source>
        <translation>{channel} umkehren</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Common scale</source>
        <translation>Gemeinsame Skala</translation>
    </message>
    <message>
        <source>Open the clinical sample</source>
        <translation>Klinisches Beispiel öffnen</translation>
    </message>
    <message>
        <source>One simulated hour with all channels of a laboratory; made in seconds.</source>
        <translation>Eine simulierte Stunde mit allen Kanälen eines Labors; in Sekunden erzeugt.</translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message>
        <source>No overlay is installed</source>
        <translation>Keine Überlagerung ist installiert</translation>
    </message>
    <message>
        <source>The overlay {title} failed ({kind}) and was switched off; the log file says where.</source>
        <translation>Die Überlagerung {title} ist gescheitert ({kind}) und wurde ausgeschaltet; die Protokolldatei sagt, wo.</translation>
    </message>
    <message>
        <source>The overlay {title}</source>
        <translation>Die Überlagerung {title}</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Reading the page</source>
        <translation>Das Lesen der Seite</translation>
    </message>
    <message>
        <source>reading...</source>
        <translation>wird gelesen...</translation>
    </message>
    <message>
        <source>periodic</source>
        <translation>periodisch</translation>
    </message>
    <message>
        <source>whole night</source>
        <translation>ganze Nacht</translation>
    </message>
    <message>
        <source>−{drop:.0f} %, nadir {nadir:.0f}</source>
        <translation>−{drop:.0f} %, Nadir {nadir:.0f}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type a part of a command</source>
        <translation>Einen Teil eines Befehls eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
</context>
<context>
    <name>Positions</name>
    <message>
        <source>Codes of body position</source>
        <translation>Codes der Körperlage</translation>
    </message>
    <message>
        <source>Every recorder has its own codes: look into its manual, or at the video. What you choose is remembered for all recordings of this recorder.</source>
        <translation>Jedes Aufzeichnungsgerät hat seine eigenen Codes: Sehen Sie in die Anleitung oder ins Video. Was Sie wählen, wird für alle Aufzeichnungen dieses Geräts behalten.</translation>
    </message>
    <message>
        <source>Position of code {code}</source>
        <translation>Lage zum Code {code}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Body position: this recorder does not tell what {codes} mean.</source>
        <translation>Körperlage: Dieses Gerät sagt nicht, was {codes} bedeuten.</translation>
    </message>
    <message>
        <source>The usual: {codes}</source>
        <translation>Die üblichen: {codes}</translation>
    </message>
    <message>
        <source>Tell it...</source>
        <translation>Angeben...</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Line to measure</source>
        <translation>Zu messende Linie</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>A stage key goes to the next epoch</source>
        <translation>Eine Stadientaste geht zur nächsten Epoche</translation>
    </message>
    <message>
        <source>Remember recent nights and where I was in them</source>
        <translation>Letzte Nächte merken, und wo ich darin war</translation>
    </message>
    <message>
        <source>Offer the last night at the start</source>
        <translation>Beim Start die letzte Nacht anbieten</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>nachfragen</translation>
    </message>
    <message>
        <source>Your &amp;initials</source>
        <translation>&amp;Ihr Kürzel</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Another language is used from the next start on.</source>
        <translation>Eine andere Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Epochs of text hypnograms</source>
        <translation>Epochen in Te&amp;xthypnogrammen</translation>
    </message>
    <message>
        <source>&amp;Rules of proposed events</source>
        <translation>&amp;Regeln für vorgeschlagene Ereignisse</translation>
    </message>
    <message>
        <source>Reports name the &amp;patient and the recording</source>
        <translation>Berichte nennen &amp;Patient und Aufzeichnung</translation>
    </message>
    <message>
        <source>La&amp;boratory on reports</source>
        <translation>La&amp;bor auf Berichten</translation>
    </message>
    <message>
        <source>L&amp;ogo on reports (file)</source>
        <translation>Lo&amp;go auf Berichten (Datei)</translation>
    </message>
    <message>
        <source>&amp;Template of reports (HTML file)</source>
        <translation>&amp;Vorlage der Berichte (HTML-Datei)</translation>
    </message>
    <message>
        <source>Scale: measure this line with a ruler and enter its length.</source>
        <translation>Maßstab: Messen Sie diese Linie mit einem Lineal und geben Sie ihre Länge ein.</translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation>&amp;Länge</translation>
    </message>
</context>
<context>
    <name>Proposals</name>
    <message>
        <source>Proposing events</source>
        <translation>Vorschlagen von Ereignissen</translation>
    </message>
    <message>
        <source>Proposing events: {share}; Esc stops it.</source>
        <translation>Ereignisse werden vorgeschlagen: {share}; Esc hält an.</translation>
    </message>
    <message>
        <source>{count} events are proposed for review: Space goes through them and the epochs.</source>
        <translation>{count} Ereignisse sind zur Prüfung vorgeschlagen: Leertaste geht durch sie und die Epochen.</translation>
    </message>
    <message>
        <source>{count} proposed events were found on other stages; their indices follow the stages. Propose events looks again.</source>
        <translation>{count} vorgeschlagene Ereignisse wurden auf anderen Stadien gefunden; ihre Indizes folgen den Stadien. „Ereignisse vorschlagen“ sucht noch einmal.</translation>
    </message>
    <message>
        <source>No proposed event is left to review.</source>
        <translation>Kein vorgeschlagenes Ereignis ist mehr zu prüfen.</translation>
    </message>
    <message>
        <source>No proposed event is chosen; Next proposed event chooses one.</source>
        <translation>Kein vorgeschlagenes Ereignis ist gewählt; „Nächstes vorgeschlagenes Ereignis“ wählt eines.</translation>
    </message>
    <message>
        <source>AHI {index} ({confirmed} of {total} proposed events confirmed)</source>
        <translation>AHI {index} ({confirmed} von {total} vorgeschlagenen Ereignissen bestätigt)</translation>
    </message>
    <message>
        <source>REI {index} ({confirmed} of {total} proposed events confirmed)</source>
        <translation>REI {index} ({confirmed} von {total} vorgeschlagenen Ereignissen bestätigt)</translation>
    </message>
    <message>
        <source>proposed by {scorer}</source>
        <translation>vorgeschlagen von {scorer}</translation>
    </message>
    <message>
        <source>, score {score}</source>
        <translation>, Wert {score}</translation>
    </message>
    <message>
        <source>confirmed by {name}</source>
        <translation>bestätigt von {name}</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>The model is not sure of the stage.</source>
        <translation>Das Modell ist sich des Stadiums nicht sicher.</translation>
    </message>
    <message>
        <source>Two stages are about equally likely.</source>
        <translation>Zwei Stadien sind etwa gleich wahrscheinlich.</translation>
    </message>
    <message>
        <source>The epochs around it speak for another stage.</source>
        <translation>Die Epochen davor und danach sprechen für ein anderes Stadium.</translation>
    </message>
    <message>
        <source>Sleep onset: it decides the sleep latency.</source>
        <translation>Schlafbeginn: Er bestimmt die Einschlaflatenz.</translation>
    </message>
    <message>
        <source>First N2 after N1: is there a K-complex or a spindle?</source>
        <translation>Erstes N2 nach N1: Gibt es einen K-Komplex oder eine Spindel?</translation>
    </message>
    <message>
        <source>First stage R after N2: are there rapid eye movements and low chin tone?</source>
        <translation>Erstes Stadium R nach N2: Gibt es schnelle Augenbewegungen und niedrigen Kinntonus?</translation>
    </message>
    <message>
        <source>Border of N2 and N3: are there 6 s of slow waves?</source>
        <translation>Grenze von N2 und N3: Gibt es 6 s langsame Wellen?</translation>
    </message>
    <message>
        <source>From wake straight to stage R.</source>
        <translation>Von Wach direkt in Stadium R.</translation>
    </message>
    <message>
        <source>From N3 straight to stage R.</source>
        <translation>Von N3 direkt in Stadium R.</translation>
    </message>
    <message>
        <source>From stage R straight to N3.</source>
        <translation>Von Stadium R direkt in N3.</translation>
    </message>
    <message>
        <source>From wake straight to N3.</source>
        <translation>Von Wach direkt in N3.</translation>
    </message>
    <message>
        <source>A single epoch between two of another stage.</source>
        <translation>Eine einzelne Epoche zwischen zweien eines anderen Stadiums.</translation>
    </message>
    <message>
        <source>The signal is flat.</source>
        <translation>Das Signal ist flach.</translation>
    </message>
    <message>
        <source>The signal is at the limit of the amplifier.</source>
        <translation>Das Signal ist an der Grenze des Verstärkers.</translation>
    </message>
    <message>
        <source>The signal is far larger than any EEG.</source>
        <translation>Das Signal ist weit größer als jedes EEG.</translation>
    </message>
    <message>
        <source>There is no signal.</source>
        <translation>Es gibt kein Signal.</translation>
    </message>
    <message>
        <source>Somebody marked this epoch as not sure.</source>
        <translation>Jemand hat diese Epoche als unsicher markiert.</translation>
    </message>
    <message>
        <source>Tie: as many scorers say one stage as another.</source>
        <translation>Gleichstand: Ebenso viele sagen das eine Stadium wie ein anderes.</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Open re&amp;cent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>Diese &amp;vergessen</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>Die Liste</translation>
    </message>
    <message>
        <source>This file is no longer there.</source>
        <translation>Diese Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The last night again, {name}: Ctrl+Shift+O</source>
        <translation>Wieder die letzte Nacht, {name}: Strg+Umschalt+O</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Document to edit</source>
        <translation>Bearbeitbares Dokument</translation>
    </message>
    <message>
        <source>Multiple sleep latency test (MSLT): 20 min without sleep</source>
        <translation>Multipler Schlaflatenztest (MSLT): 20 min ohne Schlaf</translation>
    </message>
    <message>
        <source>Maintenance of wakefulness test (MWT): 40 min without sleep</source>
        <translation>Multipler Wachbleibetest (MWT): 40 min ohne Schlaf</translation>
    </message>
    <message>
        <source>Report of naps</source>
        <translation>Bericht über Durchgänge</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Choose the recordings of all naps, or their session file</source>
        <translation>Aufzeichnungen aller Durchgänge oder ihre Sitzungsdatei wählen</translation>
    </message>
    <message>
        <source>The naps are kept together in {path}.</source>
        <translation>Welche Aufzeichnungen zusammengehören, steht in {path}.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); choose another folder.</source>
        <translation>{path} konnte nicht geschrieben werden ({reason}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Report saved: {path}</source>
        <translation>Bericht gespeichert: {path}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Name the patient and the recording</source>
        <translation>Patient und Aufzeichnung &amp;nennen</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Kommentar</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>The check of the signal</source>
        <translation>Die Prüfung des Signals</translation>
    </message>
    <message>
        <source>{left} of {total} epochs deserve a look ({share:.0%}), about {wrong:.0f} of them are expected wrong. Space: the first one.</source>
        <translation>{left} von {total} Epochen verdienen einen Blick ({share:.0%}), etwa {wrong:.0f} davon sind vermutlich falsch. Leertaste: die erste.</translation>
    </message>
    <message>
        <source>review {done} of {total}, about {left:.0f} errors left</source>
        <translation>Durchsicht {done} von {total}, noch etwa {left:.0f} Fehler</translation>
    </message>
    <message>
        <source>review {done} of {total}</source>
        <translation>Durchsicht {done} von {total}</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>Channel roles</source>
        <translation>Rollen der Kanäle</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>The role decides filters, scale and what the model is fed. A unit that the file does not tell, or tells wrongly, can be put right. What you choose is remembered for recordings with the same channels.</source>
        <translation>Die Rolle bestimmt Filter, Skala und was das Modell bekommt. Eine Einheit, die die Datei nicht oder falsch nennt, lässt sich berichtigen. Was Sie wählen, wird für Aufnahmen mit denselben Kanälen gemerkt.</translation>
    </message>
    <message>
        <source>Channels and their roles</source>
        <translation>Kanäle und ihre Rollen</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>Role of {channel}</source>
        <translation>Rolle von {channel}</translation>
    </message>
    <message>
        <source>Unit of {channel}</source>
        <translation>Einheit von {channel}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>It is shown for reading only.</source>
        <translation>Sie wird nur zum Lesen gezeigt.</translation>
    </message>
    <message>
        <source>{count} change(s) from a session that ended without saving were brought back.</source>
        <translation>{count} Änderung(en) aus einer Sitzung, die ohne Speichern endete, wurden zurückgeholt.</translation>
    </message>
    <message>
        <source>Pre-scoring</source>
        <translation>Vorauswertung</translation>
    </message>
</context>
<context>
    <name>StageRow</name>
    <message>
        <source>Stages of the page</source>
        <translation>Stadien der Seite</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Rechtschaffen and Kales</source>
        <translation>Rechtschaffen und Kales</translation>
    </message>
    <message>
        <source>counted from 1</source>
        <translation>ab 1 gezählt</translation>
    </message>
    <message>
        <source>No epoch is scored.</source>
        <translation>Keine Epoche ist gescort.</translation>
    </message>
    <message>
        <source>{stage} {percent:.1f} %</source>
        <translation>{stage} {percent:.1f} %</translation>
    </message>
    <message>
        <source>unscored epochs: {count}</source>
        <translation>nicht gescorte Epochen: {count}</translation>
    </message>
    <message>
        <source>&amp;Open with these stages</source>
        <translation>Mit diesen Stadien ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Do not open</source>
        <translation>&amp;Nicht öffnen</translation>
    </message>
    <message>
        <source>{name} holds numbers and does not say which stages they stand for. Choose the key by which this looks like a night; keys that do not know all of the numbers are left out.</source>
        <translation>{name} enthält Zahlen und sagt nicht, für welche Stadien sie stehen. Wählen Sie den Schlüssel, mit dem dies wie eine Nacht aussieht; Schlüssel, die nicht alle Zahlen kennen, sind weggelassen.</translation>
    </message>
    <message>
        <source>Numbers of the hypnogram</source>
        <translation>Zahlen des Hypnogramms</translation>
    </message>
    <message>
        <source>{name} holds words where stages are, and it is not known what they stand for. Say it for each.</source>
        <translation>{name} enthält Wörter an Stelle von Stadien, von denen nicht bekannt ist, wofür sie stehen. Geben Sie es für jedes an.</translation>
    </message>
    <message>
        <source>Words of the hypnogram</source>
        <translation>Wörter des Hypnogramms</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen ...</translation>
    </message>
    <message>
        <source>{word} ({count} times)</source>
        <translation>{word} ({count}-mal)</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>Sleep statistics</source>
        <translation>Schlafstatistik</translation>
    </message>
    <message>
        <source>The codes of the body position are assumed: Edit &gt; Codes of body position.</source>
        <translation>Die Codes der Körperlage sind angenommen: Bearbeiten &gt; Codes der Körperlage.</translation>
    </message>
    <message>
        <source>Time in bed</source>
        <translation>Zeit im Bett</translation>
    </message>
    <message>
        <source>Total sleep time</source>
        <translation>Gesamtschlafzeit</translation>
    </message>
    <message>
        <source>Sleep efficiency</source>
        <translation>Schlafeffizienz</translation>
    </message>
    <message>
        <source>Sleep latency</source>
        <translation>Einschlaflatenz</translation>
    </message>
    <message>
        <source>REM latency</source>
        <translation>REM-Latenz</translation>
    </message>
    <message>
        <source>Wake after sleep onset</source>
        <translation>Wach nach Schlafbeginn</translation>
    </message>
    <message>
        <source>Awakenings</source>
        <translation>Erwachen</translation>
    </message>
    <message>
        <source>Stage shifts</source>
        <translation>Stadienwechsel</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Zyklen</translation>
    </message>
    <message>
        <source>Unscored</source>
        <translation>Nicht ausgewertet</translation>
    </message>
    <message>
        <source>Apnoea-hypopnoea index</source>
        <translation>Apnoe-Hypopnoe-Index</translation>
    </message>
    <message>
        <source>Respiratory disturbance index</source>
        <translation>Index respiratorischer Störungen (RDI)</translation>
    </message>
    <message>
        <source>Respiratory event index</source>
        <translation>Index respiratorischer Ereignisse (REI)</translation>
    </message>
    <message>
        <source>AHI supine</source>
        <translation>AHI in Rückenlage</translation>
    </message>
    <message>
        <source>AHI not supine</source>
        <translation>AHI in anderen Lagen</translation>
    </message>
    <message>
        <source>Desaturations ≥ 3 %</source>
        <translation>Entsättigungen ≥ 3 %</translation>
    </message>
    <message>
        <source>Desaturations ≥ 4 %</source>
        <translation>Entsättigungen ≥ 4 %</translation>
    </message>
    <message>
        <source>Mean SpO₂</source>
        <translation>Mittlere SpO₂</translation>
    </message>
    <message>
        <source>Lowest SpO₂</source>
        <translation>Niedrigste SpO₂</translation>
    </message>
    <message>
        <source>SpO₂ below 90 %</source>
        <translation>SpO₂ unter 90 %</translation>
    </message>
    <message>
        <source>SpO₂ below 88 %</source>
        <translation>SpO₂ unter 88 %</translation>
    </message>
    <message>
        <source>Arousal index</source>
        <translation>Arousal-Index</translation>
    </message>
    <message>
        <source>PLMS index</source>
        <translation>PLMS-Index</translation>
    </message>
    <message>
        <source>PLMS index with arousal</source>
        <translation>PLMS-Index mit Arousal</translation>
    </message>
    <message>
        <source>Mean pulse</source>
        <translation>Mittlerer Puls</translation>
    </message>
    <message>
        <source>Supine</source>
        <translation>Rückenlage</translation>
    </message>
    <message>
        <source>Snoring</source>
        <translation>Schnarchen</translation>
    </message>
    <message>
        <source>Reading the signals of the night</source>
        <translation>Das Lesen der Signale der Nacht</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>stage</source>
        <translation>Stadium</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>übernehmen</translation>
    </message>
    <message>
        <source>review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Cursor and ruler</source>
        <translation>Cursor und Messrahmen</translation>
    </message>
    <message>
        <source>Pre-scoring %p %</source>
        <translation>Vorauswertung %p %</translation>
    </message>
    <message>
        <source>Main keys</source>
        <translation>Wichtigste Tasten</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gesichert</translation>
    </message>
    <message>
        <source>kept in the journal</source>
        <translation>im Journal gehalten</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>{keys} is no command; nothing was done.</source>
        <translation>{keys} ist kein Befehl; nichts wurde getan.</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>{event}, {seconds:.1f} s</source>
        <translation>{event}, {seconds:.1f} s</translation>
    </message>
    <message>
        <source>Hypnodensity</source>
        <translation>Hypnodensität</translation>
    </message>
    <message>
        <source>stages %</source>
        <translation>Stadien %</translation>
    </message>
    <message>
        <source>model: {stages}</source>
        <translation>Modell: {stages}</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>model {share:.0%} sure</source>
        <translation>Modell zu {share:.0%} sicher</translation>
    </message>
    <message>
        <source>Hypnogram</source>
        <translation>Hypnogramm</translation>
    </message>
    <message>
        <source>Second hypnogram</source>
        <translation>Zweites Hypnogramm</translation>
    </message>
    <message>
        <source>second scoring: {stage}</source>
        <translation>zweite Auswertung: {stage}</translation>
    </message>
    <message>
        <source>Other hypnograms</source>
        <translation>Weitere Hypnogramme</translation>
    </message>
    <message>
        <source>Hypnogram of ten minutes</source>
        <translation>Hypnogramm von zehn Minuten</translation>
    </message>
    <message>
        <source>Five minutes before and after this epoch; click to go there</source>
        <translation>Fünf Minuten vor und nach dieser Epoche; Klick: dorthin gehen</translation>
    </message>
    <message>
        <source>&amp;Spectrogram of</source>
        <translation>&amp;Spektrogramm von</translation>
    </message>
    <message>
        <source>&amp;Contrast</source>
        <translation>&amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Hypnogram alone</source>
        <translation>Nur &amp;Hypnogramm</translation>
    </message>
    <message>
        <source>Show the whole &amp;night</source>
        <translation>&amp;Ganze Nacht zeigen</translation>
    </message>
    <message>
        <source>&amp;Higher</source>
        <translation>&amp;Höher</translation>
    </message>
    <message>
        <source>&amp;Lower</source>
        <translation>&amp;Niedriger</translation>
    </message>
    <message>
        <source>&amp;Usual</source>
        <translation>&amp;Üblich</translation>
    </message>
    <message>
        <source>{count} epochs, {minutes:g} min</source>
        <translation>{count} Epochen, {minutes:g} min</translation>
    </message>
    <message>
        <source>1 epoch, {minutes:g} min</source>
        <translation>1 Epoche, {minutes:g} min</translation>
    </message>
    <message>
        <source>lights off</source>
        <translation>Licht aus</translation>
    </message>
    <message>
        <source>lights on</source>
        <translation>Licht an</translation>
    </message>
    <message>
        <source>The spectrogram</source>
        <translation>Das Spektrogramm</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>no EEG to show a spectrogram of</source>
        <translation>kein EEG für ein Spektrogramm</translation>
    </message>
    <message>
        <source>spectrogram {share:.0%}</source>
        <translation>Spektrogramm {share:.0%}</translation>
    </message>
    <message>
        <source>Night strip</source>
        <translation>Nachtstreifen</translation>
    </message>
    <message>
        <source>Stages, the model&apos;s probabilities, spectrogram, signals and events over the night; click to go to an epoch, drag to select epochs</source>
        <translation>Stadien, Wahrscheinlichkeiten des Modells, Spektrogramm, Signale und Ereignisse über die Nacht; Klick geht zu einer Epoche, Ziehen wählt Epochen aus</translation>
    </message>
    <message>
        <source>epoch {epoch}, {time}</source>
        <translation>Epoche {epoch}, {time}</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>Epoche {epoch}</translation>
    </message>
    <message>
        <source>Contrast of the spectrogram</source>
        <translation>Kontrast des Spektrogramms</translation>
    </message>
    <message>
        <source>Contrast: {low:.0%} to {high:.0%}; drag a line to change it, double click for the usual</source>
        <translation>Kontrast: {low:.0%} bis {high:.0%}; eine Linie ziehen, um ihn zu ändern, Doppelklick für den üblichen</translation>
    </message>
    <message>
        <source>Edge of the night strip</source>
        <translation>Rand des Nachtstreifens</translation>
    </message>
    <message>
        <source>Drag up for the hypnogram alone, down for all lanes</source>
        <translation>Nach oben ziehen: nur das Hypnogramm; nach unten: alle Spuren</translation>
    </message>
    <message>
        <source>{signal}: not measured</source>
        <translation>{signal}: nicht gemessen</translation>
    </message>
    <message>
        <source>SpO₂</source>
        <translation>SpO₂</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>CPAP</source>
        <translation>CPAP</translation>
    </message>
    <message>
        <source>CPAP pressure</source>
        <translation>CPAP-Druck</translation>
    </message>
    <message>
        <source>Snore</source>
        <translation>Schnarchen</translation>
    </message>
    <message>
        <source>Legs</source>
        <translation>Beine</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Lage</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Montages</source>
        <translation>Montagen</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Next or previous epoch</source>
        <translation>Nächste oder vorige Epoche</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Ziehen mit der mittleren Taste</translation>
    </message>
    <message>
        <source>Pull the pages along</source>
        <translation>Seiten weiterziehen</translation>
    </message>
    <message>
        <source>Shift+wheel</source>
        <translation>Umschalt+Rad</translation>
    </message>
    <message>
        <source>Gain of all channels</source>
        <translation>Verstärkung aller Kanäle</translation>
    </message>
    <message>
        <source>Wheel over a label</source>
        <translation>Rad über einem Namen</translation>
    </message>
    <message>
        <source>Gain of that channel</source>
        <translation>Verstärkung dieses Kanals</translation>
    </message>
    <message>
        <source>Click on a label</source>
        <translation>Klick auf einen Namen</translation>
    </message>
    <message>
        <source>Hide, invert, reset gain</source>
        <translation>Ausblenden, umkehren, Verstärkung zurücksetzen</translation>
    </message>
    <message>
        <source>Drag an edge of an event</source>
        <translation>Rand eines Ereignisses ziehen</translation>
    </message>
    <message>
        <source>Make the event longer or shorter</source>
        <translation>Ereignis verlängern oder kürzen</translation>
    </message>
    <message>
        <source>Click on the hypnogram</source>
        <translation>Klick auf das Hypnogramm</translation>
    </message>
    <message>
        <source>Go to that epoch</source>
        <translation>Zu dieser Epoche gehen</translation>
    </message>
    <message>
        <source>Nothing was said about this recording.</source>
        <translation>Zu dieser Aufzeichnung wurde nichts gesagt.</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Pre-score</source>
        <translation>Vorauswerten</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Page length</source>
        <translation>Seitenlänge</translation>
    </message>
    <message>
        <source>Length of a page (+, -)</source>
        <translation>Länge einer Seite (+, -)</translation>
    </message>
    <message>
        <source>Epoch and time</source>
        <translation>Epoche und Zeit</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Errors expected in the whole night, where nobody has looked yet</source>
        <translation>Fehler, die in der ganzen Nacht zu erwarten sind, wo noch niemand nachgesehen hat</translation>
    </message>
    <message>
        <source>Montage</source>
        <translation>Montage</translation>
    </message>
    <message>
        <source>Montage shown, and its key</source>
        <translation>Gezeigte Montage und ihre Taste</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>Microvolts per millimetre on the screen (Up, Down)</source>
        <translation>Mikrovolt je Millimeter auf dem Bildschirm (Hoch, Runter)</translation>
    </message>
    <message>
        <source>epoch {epoch} / {last}   {time}</source>
        <translation>Epoche {epoch} / {last}   {time}</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>The night at a glance</source>
        <translation>Die Nacht auf einen Blick</translation>
    </message>
    <message>
        <source>Stages, what the model thinks, spectrogram and events share one axis. Hatched is the model, solid is a person. Click to go there; drag over epochs, then press a stage key to fill them.</source>
        <translation>Stadien, die Meinung des Modells, Spektrogramm und Ereignisse haben eine gemeinsame Zeitachse. Schraffiert ist das Modell, voll ein Mensch. Ein Klick geht dorthin; über Epochen ziehen und eine Stadientaste drücken füllt sie.</translation>
    </message>
    <message>
        <source>One epoch at true scale</source>
        <translation>Eine Epoche in wahrer Größe</translation>
    </message>
    <message>
        <source>The page shows 30 s with the seconds around it in grey. ← and → go through the night, ↑ and ↓ change the scale, + and - the page length. Drag over a wave to measure it.</source>
        <translation>Die Seite zeigt 30 s, die Sekunden davor und danach in Grau. ← und → gehen durch die Nacht, ↑ und ↓ ändern den Maßstab, + und - die Seitenlänge. Über eine Welle ziehen misst sie.</translation>
    </message>
    <message>
        <source>Score by key</source>
        <translation>Auswerten mit Tasten</translation>
    </message>
    <message>
        <source>W, 1, 2, 3 and R give this epoch a stage and go on; Enter accepts the stage that stands. Ctrl+Z takes anything back. Every change is on disk before you see it.</source>
        <translation>W, 1, 2, 3 und R geben dieser Epoche ein Stadium und gehen weiter; Enter übernimmt das vorhandene. Strg+Z nimmt alles zurück. Jede Änderung ist auf der Festplatte, bevor Sie sie sehen.</translation>
    </message>
    <message>
        <source>Review where it pays</source>
        <translation>Durchsehen, wo es sich lohnt</translation>
    </message>
    <message>
        <source>Space goes to the next epoch that the model is unsure of, with the reason at the right. Here is counted how many are done and how many errors are still expected.</source>
        <translation>Die Leertaste geht zur nächsten Epoche, bei der das Modell unsicher ist; rechts steht der Grund. Hier wird gezählt, wie viele erledigt sind und wie viele Fehler noch zu erwarten sind.</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Click on a name to hide or invert a channel; turn the wheel over it to change its gain. F1 to F9 choose a montage, Ctrl+R says which channel is what.</source>
        <translation>Ein Klick auf einen Namen blendet einen Kanal aus oder kehrt ihn um; das Mausrad darüber ändert seine Verstärkung. F1 bis F9 wählen eine Montage, Strg+R sagt, welcher Kanal was ist.</translation>
    </message>
    <message>
        <source>Events, lights, comparison</source>
        <translation>Ereignisse, Licht, Vergleich</translation>
    </message>
    <message>
        <source>L and Shift+L mark lights off and on. Drag over an event on its channel, then press E and its letter. Ctrl+I opens the hypnograms of others, Ctrl+J compares.</source>
        <translation>L und Umschalt+L markieren Licht aus und an. Über ein Ereignis auf seinem Kanal ziehen, dann E und seinen Buchstaben drücken. Strg+I öffnet Hypnogramme anderer, Strg+J vergleicht.</translation>
    </message>
    <message>
        <source>Done?</source>
        <translation>Fertig?</translation>
    </message>
    <message>
        <source>Ctrl+T shows the statistics, Ctrl+Shift+P saves the report, Ctrl+E exports the hypnogram. ? lists all keys, Ctrl+K finds any command, and Help &gt; Tour shows this again.</source>
        <translation>Strg+T zeigt die Statistik, Strg+Umschalt+P speichert den Bericht, Strg+E exportiert das Hypnogramm. ? nennt alle Tasten, Strg+K findet jeden Befehl, und Hilfe &gt; Rundgang zeigt dies noch einmal.</translation>
    </message>
    <message>
        <source>Part of the window that the tour is about</source>
        <translation>Teil des Fensters, um den es im Rundgang geht</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Skip (Esc)</source>
        <translation>Beenden (Esc)</translation>
    </message>
    <message>
        <source>Done (Enter)</source>
        <translation>Fertig (Enter)</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>Weiter (Enter)</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Kurven</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>lights on</source>
        <translation>Licht an</translation>
    </message>
    <message>
        <source>lights off</source>
        <translation>Licht aus</translation>
    </message>
    <message>
        <source>remove event</source>
        <translation>Ereignis entfernen</translation>
    </message>
    <message>
        <source>change event</source>
        <translation>Ereignis ändern</translation>
    </message>
    <message>
        <source>proposed events</source>
        <translation>vorgeschlagene Ereignisse</translation>
    </message>
    <message>
        <source>confirm event</source>
        <translation>Ereignis bestätigen</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>pre-scoring</source>
        <translation>Vorauswertung</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>Stadien</translation>
    </message>
    <message>
        <source>lights</source>
        <translation>Licht aus/an</translation>
    </message>
    <message>
        <source>{stage}, epoch {epoch}</source>
        <translation>{stage}, Epoche {epoch}</translation>
    </message>
    <message>
        <source>{stage}, {count} epochs</source>
        <translation>{stage}, {count} Epochen</translation>
    </message>
    <message>
        <source>import of events</source>
        <translation>Import von Ereignissen</translation>
    </message>
    <message>
        <source>segment of the night</source>
        <translation>Abschnitt der Nacht</translation>
    </message>
    <message>
        <source>filling of gaps</source>
        <translation>Füllen von Lücken</translation>
    </message>
    <message>
        <source>the recording&apos;s own annotations</source>
        <translation>Annotationen der Aufzeichnung</translation>
    </message>
    <message>
        <source>all events marked</source>
        <translation>alle Ereignisse markiert</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>There is nothing to review before a model has scored the night.</source>
        <translation>Es gibt nichts durchzusehen, bevor ein Modell die Nacht ausgewertet hat.</translation>
    </message>
    <message>
        <source>Nothing is left to review in this night.</source>
        <translation>In dieser Nacht ist nichts mehr durchzusehen.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>This epoch has no stage to accept yet; press the key of its stage.</source>
        <translation>Diese Epoche hat noch kein Stadium, das zu übernehmen wäre; drücken Sie die Taste ihres Stadiums.</translation>
    </message>
    <message>
        <source>The lights marker of this epoch was taken away; Ctrl+Z: undo.</source>
        <translation>Die Lichtmarke dieser Epoche wurde entfernt; Strg+Z: rückgängig.</translation>
    </message>
    <message>
        <source>Lights off has to come before lights on; mark lights on anew first.</source>
        <translation>„Licht aus“ muss vor „Licht an“ liegen; setzen Sie zuerst „Licht an“ neu.</translation>
    </message>
    <message>
        <source>Lights on has to come after lights off; mark lights off anew first.</source>
        <translation>„Licht an“ muss nach „Licht aus“ liegen; setzen Sie zuerst „Licht aus“ neu.</translation>
    </message>
    <message>
        <source>No segment of the night begins at this epoch any more; Ctrl+Z: undo.</source>
        <translation>An dieser Epoche beginnt kein Abschnitt der Nacht mehr; Strg+Z: rückgängig.</translation>
    </message>
    <message>
        <source>A segment of the night begins here: statistics and report tell each by itself.</source>
        <translation>Hier beginnt ein Abschnitt der Nacht: Statistik und Bericht nennen jeden für sich.</translation>
    </message>
    <message>
        <source>There is no short unscored gap between two equal stages.</source>
        <translation>Es gibt keine kurze Lücke zwischen zwei gleichen Stadien.</translation>
    </message>
    <message>
        <source>{count} epochs between two equal stages were filled; Ctrl+Z: undo.</source>
        <translation>{count} Epochen zwischen zwei gleichen Stadien wurden gefüllt; Strg+Z: zurück.</translation>
    </message>
    <message>
        <source>Pre-scoring was stopped; nothing was changed by it.</source>
        <translation>Die Vorauswertung wurde abgebrochen; sie hat nichts geändert.</translation>
    </message>
    <message>
        <source>No own kind of event has this key; name one under Event, Own kinds.</source>
        <translation>Keine eigene Art von Ereignis hat diese Taste; benennen Sie eine unter Ereignis, Eigene Arten.</translation>
    </message>
    <message>
        <source>There is no further event in this direction.</source>
        <translation>In dieser Richtung gibt es kein weiteres Ereignis.</translation>
    </message>
    <message>
        <source>Drag over the event on its channel, or click where it is, then press the keys again.</source>
        <translation>Ziehen Sie auf seinem Kanal über das Ereignis oder klicken Sie darauf, dann drücken Sie die Tasten noch einmal.</translation>
    </message>
    <message>
        <source>Note on epoch {epoch}:</source>
        <translation>Notiz zu Epoche {epoch}:</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Epoch (133) or clock time (23:36):</source>
        <translation>Epoche (133) oder Uhrzeit (23:36):</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>“{text}” is no epoch from 1 to {last} and no time of this night.</source>
        <translation>„{text}“ ist keine Epoche von 1 bis {last} und keine Uhrzeit dieser Nacht.</translation>
    </message>
    <message>
        <source>Fill the selection</source>
        <translation>Auswahl füllen</translation>
    </message>
    <message>
        <source>A person has scored {human} of the {count} selected epochs as another stage.</source>
        <translation>Ein Mensch hat {human} der {count} ausgewählten Epochen als anderes Stadium ausgewertet.</translation>
    </message>
    <message>
        <source>&amp;Overwrite them</source>
        <translation>Ü&amp;berschreiben</translation>
    </message>
    <message>
        <source>&amp;Fill the others only</source>
        <translation>&amp;Nur die anderen füllen</translation>
    </message>
    <message>
        <source>sleepscorer {version}

Review, pre-score and export sleep recordings.
BSD-3-Clause; uses Qt (LGPL-3.0) through PySide6. Not a medical device.</source>
        <translation>sleepscorer {version}

Schlafaufzeichnungen durchsehen, vorauswerten und exportieren.
BSD-3-Clause; nutzt Qt (LGPL-3.0) über PySide6. Kein Medizinprodukt.</translation>
    </message>
    <message>
        <source>About sleepscorer</source>
        <translation>Über sleepscorer</translation>
    </message>
    <message>
        <source>The night cannot be drawn: pyqtgraph does not load ({reason}); install it again.</source>
        <translation>Die Nacht lässt sich nicht zeichnen: pyqtgraph lädt nicht ({reason}); installieren Sie es neu.</translation>
    </message>
    <message>
        <source>The review is done: nothing is left in the queue.</source>
        <translation>Die Durchsicht ist beendet: Nichts ist mehr übrig.</translation>
    </message>
    <message>
        <source>Settings could not be saved ({reason}); your scoring is not affected.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden ({reason}); Ihre Auswertung ist nicht betroffen.</translation>
    </message>
    <message>
        <source>Work on this night cannot be used</source>
        <translation>Die Arbeit an dieser Nacht ist unbrauchbar</translation>
    </message>
    <message>
        <source>&amp;Open without it; the damaged file is kept</source>
        <translation>&amp;Ohne sie öffnen; die beschädigte Datei bleibt erhalten</translation>
    </message>
    <message>
        <source>&amp;Do not open</source>
        <translation>&amp;Nicht öffnen</translation>
    </message>
    <message>
        <source>Click on the event, or choose it in the list of events, then press the keys again.</source>
        <translation>Klicken Sie auf das Ereignis oder wählen Sie es in der Liste der Ereignisse und drücken Sie die Tasten noch einmal.</translation>
    </message>
    <message>
        <source>This night was scored twice</source>
        <translation>Diese Nacht wurde zweimal ausgewertet</translation>
    </message>
    <message>
        <source>These scorings of the night were made apart from each other. Which one do you go on with? The others are kept under other names.</source>
        <translation>Diese Auswertungen der Nacht entstanden getrennt voneinander. Mit welcher fahren Sie fort? Die anderen werden unter anderen Namen aufbewahrt.</translation>
    </message>
    <message>
        <source>Keep &amp;{number}</source>
        <translation>&amp;{number} behalten</translation>
    </message>
    <message>
        <source>Work on this recording was found</source>
        <translation>Arbeit an dieser Aufzeichnung gefunden</translation>
    </message>
    <message>
        <source>Work on this recording is kept under another name. Do you go on with it? It also stays where it is.</source>
        <translation>Arbeit an dieser Aufzeichnung liegt unter einem anderen Namen. Fahren Sie mit ihr fort? Sie bleibt auch, wo sie ist.</translation>
    </message>
    <message>
        <source>&amp;Go on with it</source>
        <translation>Damit &amp;fortfahren</translation>
    </message>
    <message>
        <source>&amp;Begin without it</source>
        <translation>&amp;Ohne sie beginnen</translation>
    </message>
    <message>
        <source>{when} UTC, by {people}: {epochs} epoch(s) scored, {changes} change(s)
{path}</source>
        <translation>{when} UTC, von {people}: {epochs} Epoche(n) ausgewertet, {changes} Änderung(en)
{path}</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>arousal</source>
        <translation>Arousal</translation>
    </message>
    <message>
        <source>obstructive apnoea</source>
        <translation>obstruktive Apnoe</translation>
    </message>
    <message>
        <source>central apnoea</source>
        <translation>zentrale Apnoe</translation>
    </message>
    <message>
        <source>mixed apnoea</source>
        <translation>gemischte Apnoe</translation>
    </message>
    <message>
        <source>hypopnoea</source>
        <translation>Hypopnoe</translation>
    </message>
    <message>
        <source>limb movement</source>
        <translation>Beinbewegung</translation>
    </message>
    <message>
        <source>desaturation</source>
        <translation>Entsättigung</translation>
    </message>
    <message>
        <source>respiratory effort-related arousal</source>
        <translation>atemanstrengungsbedingtes Arousal</translation>
    </message>
    <message>
        <source>hypoventilation</source>
        <translation>Hypoventilation</translation>
    </message>
    <message>
        <source>Cheyne-Stokes breathing</source>
        <translation>Cheyne-Stokes-Atmung</translation>
    </message>
    <message>
        <source>snoring</source>
        <translation>Schnarchen</translation>
    </message>
    <message>
        <source>spindle</source>
        <translation>Spindel</translation>
    </message>
    <message>
        <source>k complex</source>
        <translation>K-Komplex</translation>
    </message>
    <message>
        <source>bruxism</source>
        <translation>Bruxismus</translation>
    </message>
    <message>
        <source>bradycardia</source>
        <translation>Bradykardie</translation>
    </message>
    <message>
        <source>tachycardia</source>
        <translation>Tachykardie</translation>
    </message>
    <message>
        <source>slow wave</source>
        <translation>langsame Welle</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>other event</source>
        <translation>anderes Ereignis</translation>
    </message>
    <message>
        <source>movement</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>bookmark</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>EEG</source>
        <translation>EEG</translation>
    </message>
    <message>
        <source>EOG</source>
        <translation>EOG</translation>
    </message>
    <message>
        <source>EMG</source>
        <translation>EMG</translation>
    </message>
    <message>
        <source>ECG</source>
        <translation>EKG</translation>
    </message>
    <message>
        <source>leg EMG left</source>
        <translation>Bein-EMG links</translation>
    </message>
    <message>
        <source>leg EMG right</source>
        <translation>Bein-EMG rechts</translation>
    </message>
    <message>
        <source>snore</source>
        <translation>Schnarchen</translation>
    </message>
    <message>
        <source>airflow (thermistor)</source>
        <translation>Atemfluss (Thermistor)</translation>
    </message>
    <message>
        <source>nasal pressure</source>
        <translation>Nasendruck</translation>
    </message>
    <message>
        <source>CPAP flow</source>
        <translation>CPAP-Fluss</translation>
    </message>
    <message>
        <source>respiration</source>
        <translation>Atmung</translation>
    </message>
    <message>
        <source>leg EMG</source>
        <translation>Bein-EMG</translation>
    </message>
    <message>
        <source>thorax</source>
        <translation>Thorax</translation>
    </message>
    <message>
        <source>abdomen</source>
        <translation>Abdomen</translation>
    </message>
    <message>
        <source>effort sum</source>
        <translation>Summe der Gurte</translation>
    </message>
    <message>
        <source>CO₂</source>
        <translation>CO₂</translation>
    </message>
    <message>
        <source>SpO₂</source>
        <translation>SpO₂</translation>
    </message>
    <message>
        <source>pulse</source>
        <translation>Puls</translation>
    </message>
    <message>
        <source>plethysmogram</source>
        <translation>Plethysmogramm</translation>
    </message>
    <message>
        <source>CPAP pressure</source>
        <translation>CPAP-Druck</translation>
    </message>
    <message>
        <source>body position</source>
        <translation>Körperlage</translation>
    </message>
    <message>
        <source>light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>battery</source>
        <translation>Batterie</translation>
    </message>
    <message>
        <source>other</source>
        <translation>sonstiges</translation>
    </message>
    <message>
        <source>Wake</source>
        <translation>Wach</translation>
    </message>
    <message>
        <source>REM</source>
        <translation>REM</translation>
    </message>
    <message>
        <source>unscored</source>
        <translation>unbewertet</translation>
    </message>
    <message>
        <source>Unscored</source>
        <translation>Nicht ausgewertet</translation>
    </message>
    <message>
        <source>supine</source>
        <translation>Rückenlage</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>prone</source>
        <translation>Bauchlage</translation>
    </message>
    <message>
        <source>upright</source>
        <translation>aufrecht</translation>
    </message>
</context>
</TS>
