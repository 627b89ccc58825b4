<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open recording...</source>
        <translation>&amp;Ouvrir un enregistrement...</translation>
    </message>
    <message>
        <source>Open the &amp;last night</source>
        <translation>Ouvrir la dernière nui&amp;t</translation>
    </message>
    <message>
        <source>Compare &amp;with hypnograms...</source>
        <translation>Co&amp;mparer avec des hypnogrammes...</translation>
    </message>
    <message>
        <source>Close the compared &amp;hypnogram</source>
        <translation>&amp;Fermer l&apos;hypnogramme comparé</translation>
    </message>
    <message>
        <source>Co&amp;nsensus...</source>
        <translation>Co&amp;nsensus...</translation>
    </message>
    <message>
        <source>&amp;Import events...</source>
        <translation>&amp;Importer des événements...</translation>
    </message>
    <message>
        <source>Use the recording&apos;s own annotations</source>
        <translation>Utiliser les annotations de l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Take the offer</source>
        <translation>Accepter l&apos;offre</translation>
    </message>
    <message>
        <source>Decline the offer</source>
        <translation>Décliner l&apos;offre</translation>
    </message>
    <message>
        <source>&amp;Export hypnogram...</source>
        <translation>Exporter l&apos;&amp;hypnogramme...</translation>
    </message>
    <message>
        <source>Export hypnogram as CS&amp;V...</source>
        <translation>Exporter &amp;l&apos;hypnogramme en CSV...</translation>
    </message>
    <message>
        <source>Export a cop&amp;y of the recording with the scoring...</source>
        <translation>Exporter &amp;une copie de l&apos;enregistrement avec le scorage...</translation>
    </message>
    <message>
        <source>Export an anony&amp;mous copy...</source>
        <translation>Exporter une copie anon&amp;yme...</translation>
    </message>
    <message>
        <source>Export the pa&amp;ge...</source>
        <translation>Exporter la pa&amp;ge...</translation>
    </message>
    <message>
        <source>Export the pic&amp;ture of the night...</source>
        <translation>Exporter l’image de la nuit...</translation>
    </message>
    <message>
        <source>&amp;Report...</source>
        <translation>Compte &amp;rendu...</translation>
    </message>
    <message>
        <source>Report of naps (MSLT, MWT)...</source>
        <translation>Compte rendu de siestes (TILE, TME)...</translation>
    </message>
    <message>
        <source>&amp;Pre-score a folder...</source>
        <translation>&amp;Préscorer un dossier...</translation>
    </message>
    <message>
        <source>&amp;Save a checkpoint</source>
        <translation>&amp;Enregistrer un point de reprise</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>Ré&amp;tablir</translation>
    </message>
    <message>
        <source>&amp;Copy the picture of the page</source>
        <translation>&amp;Copier l’image de la page</translation>
    </message>
    <message>
        <source>Channel r&amp;oles...</source>
        <translation>&amp;Rôles des voies...</translation>
    </message>
    <message>
        <source>Codes of &amp;body position...</source>
        <translation>Co&amp;des de position du corps...</translation>
    </message>
    <message>
        <source>Edit &amp;montages...</source>
        <translation>Modifier les &amp;montages...</translation>
    </message>
    <message>
        <source>&amp;Filter values...</source>
        <translation>Valeurs des &amp;filtres...</translation>
    </message>
    <message>
        <source>&amp;Preferences...</source>
        <translation>&amp;Préférences...</translation>
    </message>
    <message>
        <source>&amp;Pre-score the night</source>
        <translation>Préscorer &amp;la nuit</translation>
    </message>
    <message>
        <source>&amp;Cancel: selection, pre-scoring, ruler</source>
        <translation>Abandonner : sélection, &amp;préscorage, règle</translation>
    </message>
    <message>
        <source>&amp;Wake</source>
        <translation>É&amp;veil</translation>
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
        <translation>&amp;REM (sommeil paradoxal)</translation>
    </message>
    <message>
        <source>&amp;Unscored</source>
        <translation>&amp;Non scoré</translation>
    </message>
    <message>
        <source>Delete the chosen event, else the stage</source>
        <translation>Supprimer l&apos;événement choisi, sinon le stade</translation>
    </message>
    <message>
        <source>&amp;Fill short unscored gaps</source>
        <translation>Com&amp;bler les petites lacunes</translation>
    </message>
    <message>
        <source>&amp;Accept the chosen proposed event, else this stage, and go on</source>
        <translation>Accepter l’événement proposé, sinon &amp;ce stade, et continuer</translation>
    </message>
    <message>
        <source>A stage key goes to the &amp;next epoch</source>
        <translation>&amp;Une touche de stade passe à l&apos;époque suivante</translation>
    </message>
    <message>
        <source>Lights &amp;off here</source>
        <translation>&amp;Extinction des feux ici</translation>
    </message>
    <message>
        <source>Lig&amp;hts on here</source>
        <translation>&amp;Allumage des feux ici</translation>
    </message>
    <message>
        <source>Begin a segment of the night here</source>
        <translation>Commencer ici une partie de la nuit</translation>
    </message>
    <message>
        <source>&amp;Movement or artefact</source>
        <translation>&amp;Mouvement ou artéfact</translation>
    </message>
    <message>
        <source>Not &amp;sure</source>
        <translation>&amp;Incertain</translation>
    </message>
    <message>
        <source>&amp;Bookmark</source>
        <translation>Si&amp;gnet</translation>
    </message>
    <message>
        <source>No&amp;te...</source>
        <translation>N&amp;ote...</translation>
    </message>
    <message>
        <source>All events marked...</source>
        <translation>Tous les événements marqués...</translation>
    </message>
    <message>
        <source>&amp;Arousal</source>
        <translation>M&amp;icro-éveil</translation>
    </message>
    <message>
        <source>&amp;Obstructive apnoea</source>
        <translation>Apnée &amp;obstructive</translation>
    </message>
    <message>
        <source>&amp;Central apnoea</source>
        <translation>A&amp;pnée centrale</translation>
    </message>
    <message>
        <source>&amp;Mixed apnoea</source>
        <translation>&amp;Apnée mixte</translation>
    </message>
    <message>
        <source>&amp;Hypopnoea</source>
        <translation>&amp;Hypopnée</translation>
    </message>
    <message>
        <source>&amp;Limb movement</source>
        <translation>&amp;Mouvement de jambe</translation>
    </message>
    <message>
        <source>&amp;Desaturation</source>
        <translation>&amp;Désaturation</translation>
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
        <translation>Respiration de Cheyne-Stokes</translation>
    </message>
    <message>
        <source>Snoring</source>
        <translation>Ronflement</translation>
    </message>
    <message>
        <source>Bruxism</source>
        <translation>Bruxisme</translation>
    </message>
    <message>
        <source>Bradycardia</source>
        <translation>Bradycardie</translation>
    </message>
    <message>
        <source>Tachycardia</source>
        <translation>Tachycardie</translation>
    </message>
    <message>
        <source>Body position...</source>
        <translation>Position du corps...</translation>
    </message>
    <message>
        <source>&amp;Spindle</source>
        <translation>&amp;Fuseau</translation>
    </message>
    <message>
        <source>&amp;K-complex</source>
        <translation>Complexe &amp;K</translation>
    </message>
    <message>
        <source>Arte&amp;fact</source>
        <translation>A&amp;rtéfact</translation>
    </message>
    <message>
        <source>C&amp;ursor on</source>
        <translation>Curseur plus &amp;loin</translation>
    </message>
    <message>
        <source>Cursor &amp;back</source>
        <translation>Curseur &amp;en arrière</translation>
    </message>
    <message>
        <source>Cursor to the &amp;next trace</source>
        <translation>&amp;Curseur au tracé suivant</translation>
    </message>
    <message>
        <source>Cursor to the &amp;previous trace</source>
        <translation>Curseur au &amp;tracé précédent</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>Événement précédent</translation>
    </message>
    <message>
        <source>Next event of this kind</source>
        <translation>Événement suivant de ce type</translation>
    </message>
    <message>
        <source>Previous event of this kind</source>
        <translation>Événement précédent de ce type</translation>
    </message>
    <message>
        <source>Own kind 1</source>
        <translation>Type propre 1</translation>
    </message>
    <message>
        <source>Own kind 2</source>
        <translation>Type propre 2</translation>
    </message>
    <message>
        <source>Own kind 3</source>
        <translation>Type propre 3</translation>
    </message>
    <message>
        <source>Own kind 4</source>
        <translation>Type propre 4</translation>
    </message>
    <message>
        <source>Own kind 5</source>
        <translation>Type propre 5</translation>
    </message>
    <message>
        <source>&amp;Remove the chosen event</source>
        <translation>&amp;Supprimer l&apos;événement choisi</translation>
    </message>
    <message>
        <source>Least durations of children: two breaths</source>
        <translation>Durées minimales de l&apos;enfant : deux cycles respiratoires</translation>
    </message>
    <message>
        <source>Crosshair under the pointer</source>
        <translation>Réticule sous le pointeur</translation>
    </message>
    <message>
        <source>Traces stay in their lanes</source>
        <translation>Les tracés restent dans leurs couloirs</translation>
    </message>
    <message>
        <source>Fold the night to the hypnogram</source>
        <translation>Replier la nuit sur l&apos;hypnogramme</translation>
    </message>
    <message>
        <source>Event starts 0.1 s earlier</source>
        <translation>Début de l&apos;événement 0,1 s plus tôt</translation>
    </message>
    <message>
        <source>Event starts 0.1 s later</source>
        <translation>Début de l&apos;événement 0,1 s plus tard</translation>
    </message>
    <message>
        <source>Event ends 0.1 s earlier</source>
        <translation>Fin de l&apos;événement 0,1 s plus tôt</translation>
    </message>
    <message>
        <source>Event ends 0.1 s later</source>
        <translation>Fin de l&apos;événement 0,1 s plus tard</translation>
    </message>
    <message>
        <source>Event starts 1 s earlier</source>
        <translation>Début de l&apos;événement 1 s plus tôt</translation>
    </message>
    <message>
        <source>Event starts 1 s later</source>
        <translation>Début de l&apos;événement 1 s plus tard</translation>
    </message>
    <message>
        <source>Event ends 1 s earlier</source>
        <translation>Fin de l&apos;événement 1 s plus tôt</translation>
    </message>
    <message>
        <source>Event ends 1 s later</source>
        <translation>Fin de l&apos;événement 1 s plus tard</translation>
    </message>
    <message>
        <source>&amp;Next epoch</source>
        <translation>É&amp;poque suivante</translation>
    </message>
    <message>
        <source>&amp;Previous epoch</source>
        <translation>Épo&amp;que précédente</translation>
    </message>
    <message>
        <source>Ten epochs on</source>
        <translation>Dix époques plus loin</translation>
    </message>
    <message>
        <source>Ten epochs back</source>
        <translation>Dix époques en arrière</translation>
    </message>
    <message>
        <source>Next page, by its own length</source>
        <translation>Page suivante, de sa propre durée</translation>
    </message>
    <message>
        <source>Previous page, by its own length</source>
        <translation>Page précédente, de sa propre durée</translation>
    </message>
    <message>
        <source>&amp;First epoch</source>
        <translation>P&amp;remière époque</translation>
    </message>
    <message>
        <source>&amp;Last epoch</source>
        <translation>D&amp;ernière époque</translation>
    </message>
    <message>
        <source>Next stage &amp;transition</source>
        <translation>&amp;Changement de stade suivant</translation>
    </message>
    <message>
        <source>Previous stage transition</source>
        <translation>Changement de stade précédent</translation>
    </message>
    <message>
        <source>Next &amp;unscored epoch</source>
        <translation>Époque &amp;non scorée suivante</translation>
    </message>
    <message>
        <source>Previous unscored epoch</source>
        <translation>Époque non scorée précédente</translation>
    </message>
    <message>
        <source>Next epoch or proposed event to re&amp;view</source>
        <translation>Époque ou événement proposé sui&amp;vant à revoir</translation>
    </message>
    <message>
        <source>Previous epoch or proposed event to review</source>
        <translation>Époque ou événement proposé précédent à revoir</translation>
    </message>
    <message>
        <source>&amp;Review the most doubtful first</source>
        <translation>Relire &amp;les plus douteuses en premier</translation>
    </message>
    <message>
        <source>Review the stages first, then proposed events by kind</source>
        <translation>Revoir d&apos;abord les stades, puis les événements proposés par genre</translation>
    </message>
    <message>
        <source>Next &amp;disagreement</source>
        <translation>&amp;Désaccord suivant</translation>
    </message>
    <message>
        <source>Previous disagreement</source>
        <translation>Désaccord précédent</translation>
    </message>
    <message>
        <source>Compare with the next hypnogram</source>
        <translation>Comparer avec l&apos;hypnogramme suivant</translation>
    </message>
    <message>
        <source>Compare with the previous hypnogram</source>
        <translation>Comparer avec l&apos;hypnogramme précédent</translation>
    </message>
    <message>
        <source>Next flag &amp;or note</source>
        <translation>&amp;Marque ou note suivante</translation>
    </message>
    <message>
        <source>Previous flag or note</source>
        <translation>Marque ou note précédente</translation>
    </message>
    <message>
        <source>&amp;Select on to the next epoch</source>
        <translation>&amp;Sélection jusqu&apos;à l&apos;époque suivante</translation>
    </message>
    <message>
        <source>Select back to the previous epoch</source>
        <translation>Sélection jusqu&apos;à l&apos;époque précédente</translation>
    </message>
    <message>
        <source>&amp;Go to epoch or clock time...</source>
        <translation>&amp;Aller à une époque ou une heure...</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>Événement suivant</translation>
    </message>
    <message>
        <source>Event that fits the channel; again for the next kind</source>
        <translation>Événement adapté à la voie ; encore une fois pour le type suivant</translation>
    </message>
    <message>
        <source>Note on the chosen event...</source>
        <translation>Note sur l&apos;événement choisi...</translation>
    </message>
    <message>
        <source>Own kinds of events...</source>
        <translation>Types d&apos;événements propres...</translation>
    </message>
    <message>
        <source>&amp;Larger traces</source>
        <translation>&amp;Tracés plus grands</translation>
    </message>
    <message>
        <source>&amp;Smaller traces</source>
        <translation>Tracés pl&amp;us petits</translation>
    </message>
    <message>
        <source>Long&amp;er page</source>
        <translation>Page plus &amp;longue</translation>
    </message>
    <message>
        <source>S&amp;horter page</source>
        <translation>&amp;Page plus courte</translation>
    </message>
    <message>
        <source>Whole night on the page, and back</source>
        <translation>Nuit entière sur la page, et retour</translation>
    </message>
    <message>
        <source>Two time bases: respiration on longer pages below</source>
        <translation>Deux bases de temps : respiration au-dessous sur des pages plus longues</translation>
    </message>
    <message>
        <source>Length of the pages below: 2, 5, 10 min</source>
        <translation>Durée des pages du dessous : 2, 5, 10 min</translation>
    </message>
    <message>
        <source>Clear ruler &amp;boxes</source>
        <translation>&amp;Effacer les cadres de mesure</translation>
    </message>
    <message>
        <source>&amp;Filters</source>
        <translation>F&amp;iltres</translation>
    </message>
    <message>
        <source>&amp;Underline slow waves</source>
        <translation>&amp;Souligner les ondes lentes</translation>
    </message>
    <message>
        <source>&amp;Grid of one second</source>
        <translation>Grille &amp;d&apos;une seconde</translation>
    </message>
    <message>
        <source>EEG negative u&amp;p</source>
        <translation>EEG négatif vers le &amp;haut</translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation>&amp;Couleurs sombres</translation>
    </message>
    <message>
        <source>Show &amp;all channels</source>
        <translation>&amp;Afficher toutes les voies</translation>
    </message>
    <message>
        <source>Zoom &amp;in on the night</source>
        <translation>A&amp;grandir la nuit</translation>
    </message>
    <message>
        <source>&amp;Zoom out of the night</source>
        <translation>&amp;Réduire la nuit</translation>
    </message>
    <message>
        <source>&amp;Whole night</source>
        <translation>&amp;Nuit entière</translation>
    </message>
    <message>
        <source>E&amp;vents</source>
        <translation>É&amp;vénements</translation>
    </message>
    <message>
        <source>Comparison with other scorings</source>
        <translation>Comparaison avec d&apos;autres scorages</translation>
    </message>
    <message>
        <source>Sta&amp;tistics</source>
        <translation>Statisti&amp;ques</translation>
    </message>
    <message>
        <source>&amp;Only traces and hypnogram</source>
        <translation>Tracés et h&amp;ypnogramme seuls</translation>
    </message>
    <message>
        <source>&amp;Commands...</source>
        <translation>&amp;Commandes...</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Touches</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Visite guidée</translation>
    </message>
    <message>
        <source>Open the clinical &amp;sample</source>
        <translation>Ouvrir l’&amp;exemple clinique</translation>
    </message>
    <message>
        <source>&amp;Notices of this recording</source>
        <translation>&amp;Remarques sur cet enregistrement</translation>
    </message>
    <message>
        <source>&amp;About sleepscorer</source>
        <translation>À &amp;propos de sleepscorer</translation>
    </message>
    <message>
        <source>Propose events</source>
        <translation>Proposer des événements</translation>
    </message>
    <message>
        <source>Next proposed event</source>
        <translation>Événement proposé suivant</translation>
    </message>
    <message>
        <source>Previous proposed event</source>
        <translation>Événement proposé précédent</translation>
    </message>
    <message>
        <source>Take the proposed event, and go on</source>
        <translation>Accepter l’événement proposé et continuer</translation>
    </message>
    <message>
        <source>Reject the proposed event, and go on</source>
        <translation>Rejeter l’événement proposé et continuer</translation>
    </message>
</context>
<context>
    <name>Annotations</name>
    <message>
        <source>{count} events</source>
        <translation>{count} événements</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 événement</translation>
    </message>
    <message>
        <source>lights</source>
        <translation>extinction/allumage des feux</translation>
    </message>
    <message>
        <source>stages of {count} epochs</source>
        <translation>stades de {count} époques</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} et {last}</translation>
    </message>
    <message>
        <source>Reading the annotations</source>
        <translation>La lecture des annotations</translation>
    </message>
    <message>
        <source>This recording holds {what} of its own: use them?</source>
        <translation>Cet enregistrement contient lui-même {what} : les utiliser ?</translation>
    </message>
    <message>
        <source>Use them</source>
        <translation>Utiliser</translation>
    </message>
    <message>
        <source>Leave them, also in other nights of this recorder</source>
        <translation>Laisser, aussi dans les autres nuits de cet enregistreur</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>There are no annotations to use, or not yet.</source>
        <translation>Il n&apos;y a pas d&apos;annotations, ou elles ne sont pas encore lues.</translation>
    </message>
    <message>
        <source>Nothing is offered now.</source>
        <translation>Rien n&apos;est proposé maintenant.</translation>
    </message>
    <message>
        <source>The annotations of this recorder are left; File, Use the recording&apos;s own annotations takes them.</source>
        <translation>Les annotations de cet enregistreur sont laissées ; Fichier, Utiliser les annotations de l&apos;enregistrement les prend.</translation>
    </message>
    <message>
        <source>The scoring holds the recording&apos;s own annotations already.</source>
        <translation>Le scorage contient déjà les annotations de l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>The recording&apos;s own annotations are used: {what}. Ctrl+Z: undo.</source>
        <translation>Les annotations de l&apos;enregistrement sont utilisées : {what}. Ctrl+Z : annuler.</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>The batch</source>
        <translation>Le lot</translation>
    </message>
    <message>
        <source>Pre-score many nights</source>
        <translation>Préscorer plusieurs nuits</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Lancer</translation>
    </message>
    <message>
        <source>Try f&amp;ailed ones again</source>
        <translation>Réessa&amp;yer les échecs</translation>
    </message>
    <message>
        <source>Failed ones on&amp;ly</source>
        <translation>Échecs s&amp;eulement</translation>
    </message>
    <message>
        <source>O&amp;pen the night</source>
        <translation>Ou&amp;vrir la nuit</translation>
    </message>
    <message>
        <source>Show the s&amp;ummary</source>
        <translation>&amp;Afficher la synthèse</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Enregistrements</translation>
    </message>
    <message>
        <source>Looking for recordings...</source>
        <translation>Recherche des enregistrements...</translation>
    </message>
    <message>
        <source>Batch: {done} of {total}</source>
        <translation>Lot : {done} sur {total}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} en échec</translation>
    </message>
    <message>
        <source>{rate:,.0f} an hour, {left} left</source>
        <translation>{rate:,.0f} par heure, encore {left}</translation>
    </message>
    <message>
        <source>Batch: {state}</source>
        <translation>Lot : {state}</translation>
    </message>
    <message>
        <source>{count} scored</source>
        <translation>{count} scorées</translation>
    </message>
    <message>
        <source>{count} done before</source>
        <translation>{count} déjà faites</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} en échec</translation>
    </message>
    <message>
        <source>{count} skipped</source>
        <translation>{count} ignorées</translation>
    </message>
    <message>
        <source>{count} not begun</source>
        <translation>{count} non commencées</translation>
    </message>
    <message>
        <source>Stop t&amp;hem at once</source>
        <translation>Arrêter a&amp;ussitôt</translation>
    </message>
    <message>
        <source>Stop after t&amp;hese</source>
        <translation>Arrêter a&amp;près celles-ci</translation>
    </message>
    <message>
        <source>&amp;Nights</source>
        <translation>&amp;Nuits</translation>
    </message>
    <message>
        <source>a folder, or recordings with a semicolon between</source>
        <translation>un dossier, ou des enregistrements séparés par des points-virgules</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>&amp;Résultats</translation>
    </message>
    <message>
        <source>beside each recording</source>
        <translation>à côté de chaque enregistrement</translation>
    </message>
    <message>
        <source>Nights open pre-scored in this &amp;window</source>
        <translation>Ouvrir les nuits préscorées dans &amp;cette fenêtre</translation>
    </message>
    <message>
        <source>Nights at &amp;once</source>
        <translation>Nuits à la f&amp;ois</translation>
    </message>
    <message>
        <source>&amp;Folder...</source>
        <translation>&amp;Dossier...</translation>
    </message>
    <message>
        <source>F&amp;iles...</source>
        <translation>F&amp;ichiers...</translation>
    </message>
    <message>
        <source>Fol&amp;der...</source>
        <translation>Do&amp;ssier...</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modèle</translation>
    </message>
    <message>
        <source>Forma&amp;ts</source>
        <translation>Forma&amp;ts</translation>
    </message>
    <message>
        <source>Folder of recordings</source>
        <translation>Dossier d&apos;enregistrements</translation>
    </message>
    <message>
        <source>Recordings to score</source>
        <translation>Enregistrements à scorer</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>Dossier des résultats</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>À relire</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminée</translation>
    </message>
    <message>
        <source>done before</source>
        <translation>déjà faite</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ignorée</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>non commencée</translation>
    </message>
</context>
<context>
    <name>ClinicalSample</name>
    <message>
        <source>The clinical sample</source>
        <translation>L’exemple clinique</translation>
    </message>
    <message>
        <source>The clinical sample is being made...</source>
        <translation>L’exemple clinique est en cours de création...</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice de confusion</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Scorage</translation>
    </message>
    <message>
        <source>Kappa (95 %)</source>
        <translation>Kappa (95 %)</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Open...</source>
        <translation>Ouvrir...</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Consensus...</source>
        <translation>Consensus...</translation>
    </message>
    <message>
        <source>Comparison with other scorings</source>
        <translation>Comparaison avec d&apos;autres scorages</translation>
    </message>
    <message>
        <source>Agreement by stage</source>
        <translation>Concordance par stade</translation>
    </message>
    <message>
        <source>Epochs that differ</source>
        <translation>Époques qui diffèrent</translation>
    </message>
    <message>
        <source>Other scorings</source>
        <translation>Autres scorages</translation>
    </message>
    <message>
        <source>No other scoring is open; Ctrl+I opens some.</source>
        <translation>Aucun autre scorage n&apos;est ouvert ; Ctrl+I en ouvre.</translation>
    </message>
    <message>
        <source>{epoch}   {time}   {mine} / {theirs}</source>
        <translation>{epoch}   {time}   {mine} / {theirs}</translation>
    </message>
    <message>
        <source>The comparison</source>
        <translation>La comparaison</translation>
    </message>
    <message>
        <source>The two scorings have no epoch in common.</source>
        <translation>Les deux scorages n&apos;ont aucune époque en commun.</translation>
    </message>
    <message>
        <source>Kappa {kappa:.3f}; mean F1 {mean:.2f}</source>
        <translation>Kappa {kappa:.3f} ; F1 moyen {mean:.2f}</translation>
    </message>
    <message>
        <source>this</source>
        <translation>ce</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
    </message>
    <message>
        <source>both</source>
        <translation>deux</translation>
    </message>
    <message>
        <source>kappa</source>
        <translation>kappa</translation>
    </message>
    <message>
        <source>Agreement {share:.1%} over {count} epochs; {left} scored by one only</source>
        <translation>Concordance {share:.1%} sur {count} époques ; {left} scorées par un seul</translation>
    </message>
    <message>
        <source>this scoring</source>
        <translation>ce scorage</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>personne</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>&amp;Apnoeas and hypopnoeas</source>
        <translation>&amp;Apnées et hypopnées</translation>
    </message>
    <message>
        <source>&amp;RERAs</source>
        <translation>&amp;RERA</translation>
    </message>
    <message>
        <source>&amp;Desaturations</source>
        <translation>&amp;Désaturations</translation>
    </message>
    <message>
        <source>A&amp;rousals</source>
        <translation>Mic&amp;ro-éveils</translation>
    </message>
    <message>
        <source>&amp;Limb movements</source>
        <translation>&amp;Mouvements des membres</translation>
    </message>
    <message>
        <source>All events marked</source>
        <translation>Tous les événements marqués</translation>
    </message>
    <message>
        <source>Of which kinds are all events of this night marked? Where there is none of such a kind, its index is 0; of every other kind without an event there is no index.</source>
        <translation>De quels types tous les événements de cette nuit sont-ils marqués ? S&apos;il n&apos;y en a aucun d&apos;un tel type, son index est 0 ; de tout autre type sans événement il n&apos;y a pas d&apos;index.</translation>
    </message>
</context>
<context>
    <name>Consensus</name>
    <message>
        <source>Consensus</source>
        <translation>Consensus</translation>
    </message>
    <message>
        <source>&amp;This scoring has a vote too</source>
        <translation>&amp;Ce scorage vote aussi</translation>
    </message>
    <message>
        <source>&amp;Replace what a person has scored otherwise</source>
        <translation>&amp;Remplacer ce qu&apos;une personne a scoré autrement</translation>
    </message>
    <message>
        <source>Each epoch gets the stage that most of these say:</source>
        <translation>Chaque époque reçoit le stade que la plupart de ceux-ci donnent :</translation>
    </message>
    <message>
        <source>A consensus needs two scorings or more.</source>
        <translation>Un consensus demande au moins deux scorages.</translation>
    </message>
    <message>
        <source>Open the scorings of others first: Ctrl+I.</source>
        <translation>Ouvrez d&apos;abord les scorages des autres : Ctrl+I.</translation>
    </message>
    <message>
        <source>consensus of {count}</source>
        <translation>consensus de {count}</translation>
    </message>
    <message>
        <source>The scoring says the same already; nothing was changed.</source>
        <translation>Le scorage dit déjà la même chose ; rien n&apos;a été changé.</translation>
    </message>
    <message>
        <source>Space goes through the ties.</source>
        <translation>Espace parcourt les ex æquo.</translation>
    </message>
    <message>
        <source>A majority in {count} epochs; a tie in {ties}, which stay unscored.</source>
        <translation>Une majorité dans {count} époques ; ex æquo dans {ties}, qui restent non scorées.</translation>
    </message>
    <message>
        <source>{kept} epochs that a person has scored otherwise are replaced.</source>
        <translation>{kept} époques qu&apos;une personne a scorées autrement sont remplacées.</translation>
    </message>
    <message>
        <source>{kept} epochs that a person has scored otherwise stay as they are.</source>
        <translation>{kept} époques qu&apos;une personne a scorées autrement restent telles quelles.</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>{path} does not exist; check the name.</source>
        <translation>{path} n&apos;existe pas ; vérifiez le nom.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose a recording inside it.</source>
        <translation>{path} est un dossier ; choisissez un enregistrement à l&apos;intérieur.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose a hypnogram inside it.</source>
        <translation>{path} est un dossier ; choisissez un hypnogramme à l&apos;intérieur.</translation>
    </message>
    <message>
        <source>{path} cannot be opened ({reason}); check its permissions.</source>
        <translation>{path} ne peut pas être ouvert ({reason}) ; vérifiez les droits d&apos;accès.</translation>
    </message>
    <message>
        <source>{path} cannot be opened ({reason}).</source>
        <translation>{path} ne peut pas être ouvert ({reason}).</translation>
    </message>
    <message>
        <source>{path} ends inside its header; copy it again from its source.</source>
        <translation>{path} s&apos;arrête dans son en-tête ; recopiez-le depuis sa source.</translation>
    </message>
    <message>
        <source>{path} is empty (0 bytes); copy it again from its source.</source>
        <translation>{path} est vide (0 octet) ; recopiez-le depuis sa source.</translation>
    </message>
    <message>
        <source>{path} is a Git LFS pointer, not the recording; fetch the file itself.</source>
        <translation>{path} est un pointeur Git LFS, non l&apos;enregistrement ; récupérez le fichier lui-même.</translation>
    </message>
    <message>
        <source>{path} is not an EDF or BDF file; open an .edf or .bdf recording.</source>
        <translation>{path} n&apos;est pas un fichier EDF ou BDF ; ouvrez un enregistrement .edf ou .bdf.</translation>
    </message>
    <message>
        <source>No recording has a channel {label}, whose unit was given; check the label.</source>
        <translation>Aucun enregistrement n&apos;a de voie {label}, dont l&apos;unité a été donnée ; vérifiez le nom.</translation>
    </message>
    <message>
        <source>{folder} holds no recording ({extensions}); name another folder.</source>
        <translation>{folder} ne contient aucun enregistrement ({extensions}) ; indiquez un autre dossier.</translation>
    </message>
    <message>
        <source>The folder cannot be opened; check its permissions.</source>
        <translation>Le dossier ne peut pas être ouvert ; vérifiez ses droits d&apos;accès.</translation>
    </message>
    <message>
        <source>The process that scored this file ended without a word; is memory short?</source>
        <translation>Le processus qui scorait ce fichier s&apos;est terminé sans message ; la mémoire est-elle insuffisante ?</translation>
    </message>
    <message>
        <source>An unexpected error ended this file ({kind}).</source>
        <translation>Une erreur inattendue a mis fin au scorage de ce fichier ({kind}).</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); make room or name another folder for the results (--out).</source>
        <translation>{folder} n&apos;est pas accessible en écriture ({reason}) ; libérez de la place ou indiquez un autre dossier pour les résultats (--out).</translation>
    </message>
    <message>
        <source>{path} is a link and would be written through; remove it or name another folder for the results (--out).</source>
        <translation>{path} est un lien à travers lequel on écrirait ; supprimez-le ou indiquez un autre dossier pour les résultats (--out).</translation>
    </message>
    <message>
        <source>{path} was not written by sleepscorer; move it or name another folder for the results (--out).</source>
        <translation>{path} n&apos;a pas été écrit par sleepscorer ; déplacez-le ou indiquez un autre dossier pour les résultats (--out).</translation>
    </message>
    <message>
        <source>{path} was not written by sleepscorer; move it or name an --out folder.</source>
        <translation>{path} n&apos;a pas été écrit par sleepscorer ; déplacez-le ou indiquez un dossier avec --out.</translation>
    </message>
    <message>
        <source>Another batch puts its results into {folder}; wait until it has ended, or name another folder for the results (--out).</source>
        <translation>Un autre lot place ses résultats dans {folder} ; attendez qu&apos;il soit terminé, ou indiquez un autre dossier pour les résultats (--out).</translation>
    </message>
    <message>
        <source>{path} is there and may hold a person&apos;s work; move it away or name another --out folder.</source>
        <translation>{path} existe déjà et peut contenir le travail d&apos;une personne ; déplacez-le ou indiquez un autre dossier avec --out.</translation>
    </message>
    <message>
        <source>{path} is the result of another recording of the same name; name another --out folder.</source>
        <translation>{path} est le résultat d&apos;un autre enregistrement du même nom ; indiquez un autre dossier avec --out.</translation>
    </message>
    <message>
        <source>The night was begun in the window already; what is kept of it was left as it is.</source>
        <translation>La nuit a déjà été commencée dans la fenêtre ; ce qui en est conservé a été laissé tel quel.</translation>
    </message>
    <message>
        <source>The window&apos;s own file was not written.</source>
        <translation>Le fichier propre à la fenêtre n&apos;a pas été écrit.</translation>
    </message>
    <message>
        <source>The window&apos;s own file could not be written beside the recording ({reason}).</source>
        <translation>Le fichier propre à la fenêtre n&apos;a pas pu être écrit à côté de l&apos;enregistrement ({reason}).</translation>
    </message>
    <message>
        <source>The summary could not be written to {folder} ({reason}); make room, run again.</source>
        <translation>Le résumé n&apos;a pas pu être écrit dans {folder} ({reason}) ; libérez de la place et relancez.</translation>
    </message>
    <message>
        <source>There is no channel {label}, whose unit was given.</source>
        <translation>Il n&apos;y a pas de voie {label}, dont l&apos;unité a été donnée.</translation>
    </message>
    <message>
        <source>{name} was written while the batch ran and may hold a person&apos;s work; it was left as it is.</source>
        <translation>{name} a été écrit pendant le traitement du lot et peut contenir le travail d&apos;une personne ; il a été laissé tel quel.</translation>
    </message>
    <message>
        <source>The file holds annotations but no signal.</source>
        <translation>Le fichier contient des annotations, mais aucun signal.</translation>
    </message>
    <message>
        <source>{folder} cannot be made ({reason}); choose another.</source>
        <translation>{folder} ne peut pas être créé ({reason}) ; choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>its folder</source>
        <translation>son dossier</translation>
    </message>
    <message>
        <source>{path} holds no signal according to its header; it cannot be shown.</source>
        <translation>{path} ne contient aucun signal d&apos;après son en-tête ; il ne peut pas être affiché.</translation>
    </message>
    <message>
        <source>{path} does not say how long its data records are; export the recording again from its source.</source>
        <translation>{path} ne dit pas la durée de ses blocs de données ; exportez de nouveau l&apos;enregistrement depuis sa source.</translation>
    </message>
    <message>
        <source>{path} has a damaged header (a signal without samples); export the recording again from its source.</source>
        <translation>{path} a un en-tête endommagé (un signal sans échantillons) ; exportez de nouveau l&apos;enregistrement depuis sa source.</translation>
    </message>
    <message>
        <source>The header says it is {written} bytes long; its signals make it {actual}.</source>
        <translation>L&apos;en-tête se dit long de {written} octets ; d&apos;après ses signaux, il en fait {actual}.</translation>
    </message>
    <message>
        <source>{path} has a damaged header; export the recording again from its source.</source>
        <translation>{path} a un en-tête endommagé ; exportez de nouveau l&apos;enregistrement depuis sa source.</translation>
    </message>
    <message>
        <source>{path} has data records of no length; it holds nothing to show.</source>
        <translation>{path} a des blocs de données sans durée ; il n&apos;y a rien à afficher.</translation>
    </message>
    <message>
        <source>{folder} holds no recording ({extensions}) that {pattern!r} fits; check the pattern.</source>
        <translation>{folder} ne contient aucun enregistrement ({extensions}) correspondant à {pattern!r} ; vérifiez le motif.</translation>
    </message>
    <message>
        <source>The recording could not be read any more ({reason}).</source>
        <translation>L&apos;enregistrement n&apos;a plus pu être lu ({reason}).</translation>
    </message>
    <message>
        <source>The file ends early: the header promises {promised} data records, {held} are there.</source>
        <translation>Le fichier s&apos;arrête trop tôt : l&apos;en-tête promet {promised} blocs de données, {held} sont là.</translation>
    </message>
    <message>
        <source>The header promises {promised} data records but {held} are there; all are shown.</source>
        <translation>L&apos;en-tête promet {promised} blocs de données mais {held} sont là ; tous sont affichés.</translation>
    </message>
    <message>
        <source>{path} has become shorter while open; restore the file and open it again.</source>
        <translation>{path} a raccourci pendant qu&apos;il était ouvert ; restaurez le fichier et rouvrez-le.</translation>
    </message>
    <message>
        <source>{path} can no longer be read ({reason}).</source>
        <translation>{path} ne peut plus être lu ({reason}).</translation>
    </message>
    <message>
        <source>{path} has data records that overlap in time (record {record} starts at {seconds:.8g} s, another ends at {stop:.8g} s); export it again from its source.</source>
        <translation>{path} a des blocs de données qui se chevauchent dans le temps (le bloc {record} commence à {seconds:.8g} s, un autre finit à {stop:.8g} s) ; exportez le fichier à nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>annotations</source>
        <translation>annotations</translation>
    </message>
    <message>
        <source>its {part} would still tell who the patient is; make the copy without free texts</source>
        <translation>ses {part} révéleraient encore qui est le patient ; faites la copie sans textes libres</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>noms de voies</translation>
    </message>
    <message>
        <source>transducers</source>
        <translation>indications de capteurs</translation>
    </message>
    <message>
        <source>units</source>
        <translation>unités</translation>
    </message>
    <message>
        <source>prefiltering</source>
        <translation>indications de préfiltrage</translation>
    </message>
    <message>
        <source>reserved fields</source>
        <translation>champs réservés</translation>
    </message>
    <message>
        <source>signal {number} holds texts in place of samples, and they may name the patient; remove that signal first</source>
        <translation>le signal {number} contient des textes au lieu d&apos;échantillons, et ils peuvent nommer le patient ; supprimez d&apos;abord ce signal</translation>
    </message>
    <message>
        <source>a word of the patient&apos;s identification stands among its samples, which a copy keeps as they are; remove the signal that holds texts first</source>
        <translation>un mot de l&apos;identification du patient figure parmi les échantillons, qu&apos;une copie garde tels quels ; supprimez d&apos;abord le signal qui contient des textes</translation>
    </message>
    <message>
        <source>{path}: {text!r} is no time in seconds; correct the file and read it again.</source>
        <translation>{path} : {text!r} n&apos;est pas un temps en secondes ; corrigez le fichier et relisez-le.</translation>
    </message>
    <message>
        <source>{name!r} is no format of hypnograms; choose one of {names}.</source>
        <translation>{name!r} n&apos;est pas un format d&apos;hypnogramme ; choisissez parmi {names}.</translation>
    </message>
    <message>
        <source>it did not read back as it was written</source>
        <translation>il ne s&apos;est pas relu tel qu&apos;il a été écrit</translation>
    </message>
    <message>
        <source>The clocks were put back during the night; the hour that comes twice was read twice.</source>
        <translation>Les horloges ont été retardées pendant la nuit ; l&apos;heure qui revient deux fois a été lue deux fois.</translation>
    </message>
    <message>
        <source>The clocks were put forward during the night; the hour that there is not was left out.</source>
        <translation>Les horloges ont été avancées pendant la nuit ; l&apos;heure qui n&apos;existe pas a été laissée de côté.</translation>
    </message>
    <message>
        <source>The night starts on {date:%Y-%m-%d}, but an EDF header holds the years {first} to {last}: the file says {written:%Y-%m-%d}; its time of day is right.</source>
        <translation>La nuit commence le {date:%Y-%m-%d}, mais un en-tête EDF ne contient que les années {first} à {last} : le fichier dit {written:%Y-%m-%d} ; son heure est juste.</translation>
    </message>
    <message>
        <source>{text} does not fit into the header of an EDF file</source>
        <translation>{text} ne tient pas dans l&apos;en-tête d&apos;un fichier EDF</translation>
    </message>
    <message>
        <source>The date of the file is none that exists; it is placed by the time of day alone.</source>
        <translation>La date du fichier n&apos;existe pas ; il est placé d&apos;après l&apos;heure seule.</translation>
    </message>
    <message>
        <source>{path} does not say how long its epochs are; export it with Rate: 30 s.</source>
        <translation>{path} ne dit pas la durée de ses époques ; exportez-le avec « Rate: 30 s ».</translation>
    </message>
    <message>
        <source>{path}, line {line}: {text!r} is no time; export it again.</source>
        <translation>{path}, ligne {line} : {text!r} n&apos;est pas une heure ; exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {text!r} is no epoch of a sleep profile.</source>
        <translation>{path}, ligne {line} : {text!r} n&apos;est pas une époque d&apos;un profil de sommeil.</translation>
    </message>
    <message>
        <source>The stages of the file are marks of {length:g} s; each was taken to last until the next one.</source>
        <translation>Les stades du fichier sont des marques de {length:g} s ; chacune a été lue jusqu’à la suivante.</translation>
    </message>
    <message>
        <source>another reader finds other epochs or events in it</source>
        <translation>un autre lecteur y trouve d&apos;autres époques ou événements</translation>
    </message>
    <message>
        <source>the recording holds no data</source>
        <translation>l&apos;enregistrement ne contient aucune donnée</translation>
    </message>
    <message>
        <source>its signals would have another scale or rate than the recording&apos;s</source>
        <translation>ses signaux auraient une autre échelle ou une autre fréquence que ceux de l&apos;enregistrement</translation>
    </message>
    <message>
        <source>its samples did not read back as they were written</source>
        <translation>ses échantillons ne se sont pas relus tels qu&apos;ils ont été écrits</translation>
    </message>
    <message>
        <source>its annotation signal does not say when data records start</source>
        <translation>son signal d&apos;annotations ne dit pas quand commencent les blocs de données</translation>
    </message>
    <message>
        <source>{path} gives onsets as numbers, which may be seconds or milliseconds; save it as text (.txt), which MNE-Python writes in seconds.</source>
        <translation>{path} donne les débuts en nombres, qui peuvent être des secondes ou des millisecondes ; enregistrez-le en texte (.txt), que MNE-Python écrit en secondes.</translation>
    </message>
    <message>
        <source>{row!r} is no annotation</source>
        <translation>{row!r} n&apos;est pas une annotation</translation>
    </message>
    <message>
        <source>{row!r} has fewer columns than the first line</source>
        <translation>{row!r} a moins de colonnes que la première ligne</translation>
    </message>
    <message>
        <source>{row!r} is no start, duration and stage</source>
        <translation>{row!r} n&apos;est pas un début, une durée et un stade</translation>
    </message>
    <message>
        <source>{row!r} comes before the end of the stage before</source>
        <translation>{row!r} vient avant la fin du stade précédent</translation>
    </message>
    <message>
        <source>{path} holds {count} numbers per epoch, such as probabilities, and not stages; save the stages themselves.</source>
        <translation>{path} contient {count} nombres par époque, tels que des probabilités, et non des stades ; enregistrez les stades eux-mêmes.</translation>
    </message>
    <message>
        <source>{path} holds an array of {count} dimensions; save one number per epoch.</source>
        <translation>{path} contient un tableau à {count} dimensions ; enregistrez un nombre par époque.</translation>
    </message>
    <message>
        <source>{path} holds numbers that are no stages; save one whole number per epoch.</source>
        <translation>{path} contient des nombres qui ne sont pas des stades ; enregistrez un nombre entier par époque.</translation>
    </message>
    <message>
        <source>{path} holds the stages of {count} raters; keep one of them in FASST and read it again.</source>
        <translation>{path} contient les stades de {count} scoreurs ; gardez-en un seul dans FASST et relisez le fichier.</translation>
    </message>
    <message>
        <source>{path}, epoch {epoch}: {value:g} is no sleep stage of FASST (0 to 7); correct it.</source>
        <translation>{path}, époque {epoch} : {value:g} n&apos;est pas un stade de FASST (0 à 7) ; corrigez-le.</translation>
    </message>
    <message>
        <source>it holds other things than numbers, or ends early</source>
        <translation>il contient autre chose que des nombres, ou s&apos;arrête trop tôt</translation>
    </message>
    <message>
        <source>{path} is no sound array of numpy ({reason}); save it again.</source>
        <translation>{path} n&apos;est pas un tableau numpy intact ({reason}) ; enregistrez-le de nouveau.</translation>
    </message>
    <message>
        <source>{path} is no MAT-file of FASST (D.other.CRC.score); choose the file that holds the scoring.</source>
        <translation>{path} n&apos;est pas un fichier MAT de FASST (D.other.CRC.score) ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>{path} unpacks to too much to be a hypnogram; choose another file.</source>
        <translation>{path} est trop grand, une fois décompressé, pour un hypnogramme ; choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{text!r} is no date</source>
        <translation>{text!r} n&apos;est pas une date</translation>
    </message>
    <message>
        <source>{text!r} does not exist</source>
        <translation>{text!r} n&apos;existe pas</translation>
    </message>
    <message>
        <source>{text!r} is no clock time</source>
        <translation>{text!r} n&apos;est pas une heure</translation>
    </message>
    <message>
        <source>A Zurich file does not say how long its epochs are; they often last 20 s: say so where 30 s do not fit.</source>
        <translation>Un fichier de Zurich ne dit pas la durée de ses époques ; elles durent souvent 20 s : indiquez-le là où 30 s ne conviennent pas.</translation>
    </message>
    <message>
        <source>{count} epochs marked as artefacts keep their stage; the marks were left out.</source>
        <translation>{count} époques marquées comme artéfacts gardent leur stade ; les marques ont été laissées de côté.</translation>
    </message>
    <message>
        <source>{path} starts with an offset, which other programs read differently; shift its epochs and write 0 there.</source>
        <translation>{path} commence par un décalage, que d&apos;autres programmes lisent autrement ; décalez ses époques et écrivez-y 0.</translation>
    </message>
    <message>
        <source>{path} opens as an Elan hypnogram but lacks its header; export it again.</source>
        <translation>{path} commence comme un hypnogramme d&apos;Elan, mais son en-tête manque ; exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{row!r} is no length of an epoch</source>
        <translation>{row!r} n&apos;est pas une durée d&apos;époque</translation>
    </message>
    <message>
        <source>epoch {after} comes after epoch {before}</source>
        <translation>l&apos;époque {after} vient après l&apos;époque {before}</translation>
    </message>
    <message>
        <source>{row!r} is no epoch of Sandman</source>
        <translation>{row!r} n&apos;est pas une époque de Sandman</translation>
    </message>
    <message>
        <source>{path} holds a date that does not exist ({reason}); export it again.</source>
        <translation>{path} contient une date qui n&apos;existe pas ({reason}) ; exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{row!r} is no epoch of Gamma</source>
        <translation>{row!r} n&apos;est pas une époque de Gamma</translation>
    </message>
    <message>
        <source>{row!r} is no epoch of a Zurich file</source>
        <translation>{row!r} n&apos;est pas une époque d&apos;un fichier de Zurich</translation>
    </message>
    <message>
        <source>{path}: epoch {after} comes after epoch {before}; correct the order.</source>
        <translation>{path} : l&apos;époque {after} vient après l&apos;époque {before} ; corrigez l&apos;ordre.</translation>
    </message>
    <message>
        <source>{row!r} is no stage with 0 or 1 for an artefact</source>
        <translation>{row!r} n&apos;est pas un stade avec 0 ou 1 pour un artéfact</translation>
    </message>
    <message>
        <source>The recording was paused {count} times; stages and events keep their clock times.</source>
        <translation>L&apos;enregistrement a été interrompu {count} fois ; stades et événements gardent leur heure.</translation>
    </message>
    <message>
        <source>{path} does not name its column of times; export it from RemLogic again.</source>
        <translation>{path} ne nomme pas sa colonne des heures ; exportez-le de nouveau depuis RemLogic.</translation>
    </message>
    <message>
        <source>{row!r} has no clock time and event</source>
        <translation>{row!r} n&apos;a pas d&apos;heure avec un événement</translation>
    </message>
    <message>
        <source>{path}, line {line}: {words!r} of another scorer than above; keep those of one scorer in a file.</source>
        <translation>{path}, ligne {line} : {words!r} d&apos;un autre scoreur que plus haut ; gardez dans un fichier ceux d&apos;un seul scoreur.</translation>
    </message>
    <message>
        <source>{row!r} is no onset and length</source>
        <translation>{row!r} n&apos;est pas un début et une durée</translation>
    </message>
    <message>
        <source>{word!r} is no length</source>
        <translation>{word!r} n&apos;est pas une longueur</translation>
    </message>
    <message>
        <source>epoch {number}</source>
        <translation>époque {number}</translation>
    </message>
    <message>
        <source>event {number}</source>
        <translation>événement {number}</translation>
    </message>
    <message>
        <source>{path}, {what}, has no start and end in seconds; save it from ScoringHero again.</source>
        <translation>{path}, {what}, n&apos;a ni début ni fin en secondes ; enregistrez-le de nouveau depuis ScoringHero.</translation>
    </message>
    <message>
        <source>{word!r} is no number</source>
        <translation>{word!r} n&apos;est pas un nombre</translation>
    </message>
    <message>
        <source>{path} is no list of epochs and events; save it from ScoringHero again.</source>
        <translation>{path} n&apos;est pas une liste d&apos;époques et d&apos;événements ; enregistrez-le de nouveau depuis ScoringHero.</translation>
    </message>
    <message>
        <source>{path}, epoch {epoch}: {word!r:.40} is no stage of ScoringHero; correct it.</source>
        <translation>{path}, époque {epoch} : {word!r:.40} n&apos;est pas un stade de ScoringHero ; corrigez-le.</translation>
    </message>
    <message>
        <source>{path} holds a scoring without a marker; export it again.</source>
        <translation>{path} contient un scorage sans marqueur ; exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{path} holds {count} scorings; keep one of them in a file.</source>
        <translation>{path} contient {count} scorages ; gardez-en un seul par fichier.</translation>
    </message>
    <message>
        <source>{path} holds no list of markers; export it from Noxturnal again.</source>
        <translation>{path} ne contient pas de liste de marqueurs ; exportez-le de nouveau depuis Noxturnal.</translation>
    </message>
    <message>
        <source>{path} is no list of stages; choose the file that holds the scoring.</source>
        <translation>{path} n&apos;est pas une liste de stades ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>a number has too many digits</source>
        <translation>un nombre a trop de chiffres</translation>
    </message>
    <message>
        <source>The times of the file are in UTC and were taken for the clock of the recording.</source>
        <translation>Les heures du fichier sont en UTC et ont été prises pour l&apos;horloge de l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>{path}, epoch {epoch}: {value!r:.60} is no stage of a list (-1 to 4); correct it.</source>
        <translation>{path}, époque {epoch} : {value!r:.60} n&apos;est pas un stade d&apos;une liste (-1 à 4) ; corrigez-le.</translation>
    </message>
    <message>
        <source>{path} is no sound JSON ({reason}); save it again from its source.</source>
        <translation>{path} n&apos;est pas un JSON intact ({reason}) ; enregistrez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>it nests too deeply</source>
        <translation>il est imbriqué trop profondément</translation>
    </message>
    <message>
        <source>{count} notes on whole epochs, such as apnoeas, have no time of their own and were left out.</source>
        <translation>{count} notes sur des époques entières, telles que des apnées, n&apos;ont pas de temps propre et ont été laissées de côté.</translation>
    </message>
    <message>
        <source>{path} holds WFDB annotations; to read them install wfdb with {how}.</source>
        <translation>{path} contient des annotations WFDB ; pour les lire, installez wfdb avec {how}.</translation>
    </message>
    <message>
        <source>{path} does not say how many samples make a second; put the record&apos;s {name} beside it.</source>
        <translation>{path} ne dit pas combien d&apos;échantillons font une seconde ; placez à côté le fichier {name} de l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>{path} holds no annotations that MNE-Python reads; save them as EDF+ or CSV.</source>
        <translation>{path} ne contient pas d&apos;annotations que MNE-Python lise ; enregistrez-les en EDF+ ou CSV.</translation>
    </message>
    <message>
        <source>{path} is no sound WFDB annotation file; copy it again from its source.</source>
        <translation>{path} n&apos;est pas un fichier d&apos;annotations WFDB intact ; recopiez-le depuis sa source.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {reason}; correct it and read it again.</source>
        <translation>{path}, ligne {line} : {reason} ; corrigez cela et relisez le fichier.</translation>
    </message>
    <message>
        <source>{path} holds a time that cannot be read ({reason}); export it again.</source>
        <translation>{path} contient une heure illisible ({reason}) ; exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{code!r} is no sleep stage of {what}</source>
        <translation>{code!r} n&apos;est pas un stade de {what}</translation>
    </message>
    <message>
        <source>The stages are those that the program set by itself; nobody has scored this night by hand.</source>
        <translation>Les stades sont ceux que le programme a placés lui-même ; personne n&apos;a scoré cette nuit à la main.</translation>
    </message>
    <message>
        <source>{path} holds {count} sessions; export the night alone.</source>
        <translation>{path} contient {count} sessions ; exportez la nuit seule.</translation>
    </message>
    <message>
        <source>{path}: {word!r} is no sleep stage of Philips; export it as EDF+.</source>
        <translation>{path} : {word!r} n&apos;est pas un stade de Philips ; exportez-le en EDF+.</translation>
    </message>
    <message>
        <source>{path} holds the stages of {count} raters; keep one of them in Wonambi and read it again.</source>
        <translation>{path} contient les stades de {count} scoreurs ; gardez-en un seul dans Wonambi et relisez le fichier.</translation>
    </message>
    <message>
        <source>{path} holds no rater, so no sleep stage; choose the file with the scoring.</source>
        <translation>{path} ne contient aucun scoreur, donc aucun stade ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); save it from Wonambi again.</source>
        <translation>{path} ne peut pas être lu ({reason}) ; enregistrez-le de nouveau depuis Wonambi.</translation>
    </message>
    <message>
        <source>{path}: {word!r} is no sleep stage of Wonambi; correct it.</source>
        <translation>{path} : {word!r} n&apos;est pas un stade de Wonambi ; corrigez-le.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); export it again from EDFbrowser.</source>
        <translation>{path} ne peut pas être lu ({reason}) ; exportez-le de nouveau depuis EDFbrowser.</translation>
    </message>
    <message>
        <source>an annotation has no onset</source>
        <translation>une annotation n&apos;a pas de début</translation>
    </message>
    <message>
        <source>The hypnogram has {count} epochs where {expected} were expected.</source>
        <translation>L&apos;hypnogramme a {count} époques ; {expected} étaient attendues.</translation>
    </message>
    <message>
        <source>The hypnogram&apos;s epochs start {seconds:+.1f} s from the recording&apos;s; each went to the nearest.</source>
        <translation>Les époques de l&apos;hypnogramme sont décalées de {seconds:+.1f} s par rapport à l&apos;enregistrement ; chacune est allée à la plus proche.</translation>
    </message>
    <message>
        <source>The hypnogram starts on {first:%Y-%m-%d at %H:%M:%S} and the recording on {second:%Y-%m-%d at %H:%M:%S}, so they do not overlap; choose the hypnogram of this night.</source>
        <translation>L&apos;hypnogramme commence le {first:%Y-%m-%d at %H:%M:%S} et l&apos;enregistrement le {second:%Y-%m-%d at %H:%M:%S} : ils ne se recouvrent pas ; choisissez l&apos;hypnogramme de cette nuit.</translation>
    </message>
    <message>
        <source>0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R</source>
        <translation>0 W, 1 N1, 2 N2, 3 et 4 N3, 5 R</translation>
    </message>
    <message>
        <source>0 W, 1 R, 2 N1, 3 N2, 4 and 5 N3</source>
        <translation>0 W, 1 R, 2 N1, 3 N2, 4 et 5 N3</translation>
    </message>
    <message>
        <source>5 W, 4 R, 3 N1, 2 N2, 1 and 0 N3</source>
        <translation>5 W, 4 R, 3 N1, 2 N2, 1 et 0 N3</translation>
    </message>
    <message>
        <source>{path} holds numbers from {lowest} to {highest} and does not say what they stand for; name their key ({keys}).</source>
        <translation>{path} contient des nombres de {lowest} à {highest} et ne dit pas ce qu&apos;ils désignent ; nommez leur clé ({keys}).</translation>
    </message>
    <message>
        <source>{path}{where}: &apos;{number}&apos; is no stage where the numbers are {key}; name another key ({keys}) or correct the file.</source>
        <translation>{path}{where} : « {number} » n&apos;est pas un stade quand les nombres sont {key} ; nommez une autre clé ({keys}) ou corrigez le fichier.</translation>
    </message>
    <message>
        <source>{key!r} is no key to numbers of stages; choose one of {keys}.</source>
        <translation>{key!r} n&apos;est pas une clé de stades en nombres ; choisissez parmi {keys}.</translation>
    </message>
    <message>
        <source>, line {line}</source>
        <translation>, ligne {line}</translation>
    </message>
    <message>
        <source>The text {text!r} speaks of the lights, but was not taken for lights off or on.</source>
        <translation>Le texte {text!r} parle de la lumière, mais n&apos;a pas été pris pour l&apos;extinction ou l&apos;allumage.</translation>
    </message>
    <message>
        <source>{path}{where}: {words} is no sleep stage we know; say what it stands for (such as {word}=N3), or write W, N1, N2, N3, R or ?.</source>
        <translation>{path}{where} : {words} n&apos;est pas un stade connu ; indiquez ce qu&apos;il désigne (par exemple {word}=N3), ou écrivez W, N1, N2, N3, R ou ?.</translation>
    </message>
    <message>
        <source>{words} and {count} others</source>
        <translation>{words} et {count} autres</translation>
    </message>
    <message>
        <source>{path}{where}: {words} are no sleep stages we know; say what they stand for (such as {word}=N3), or write W, N1, N2, N3, R or ?.</source>
        <translation>{path}{where} : {words} ne sont pas des stades connus ; indiquez ce qu&apos;ils désignent (par exemple {word}=N3), ou écrivez W, N1, N2, N3, R ou ?.</translation>
    </message>
    <message>
        <source>The file says that its epochs last {length:g} s; the {given:g} s given were not used.</source>
        <translation>Le fichier dit que ses époques durent {length:g} s ; les {given:g} s indiquées n&apos;ont pas été utilisées.</translation>
    </message>
    <message>
        <source>The numbers were read as {key}.</source>
        <translation>Les nombres ont été lus ainsi : {key}.</translation>
    </message>
    <message>
        <source>{path} has epochs of {seconds:g} s; sleepscorer reads epochs of 1 to 600 s.</source>
        <translation>{path} a des époques de {seconds:g} s ; sleepscorer lit des époques de 1 à 600 s.</translation>
    </message>
    <message>
        <source>Epochs of {seconds:g} s were converted to 30 s; each took the stage at its middle.</source>
        <translation>Les époques de {seconds:g} s ont été converties en 30 s ; chacune a pris le stade de son milieu.</translation>
    </message>
    <message>
        <source>The stages are the samples of the signal {label}, read as 0 W, 1 N1, 2 N2, 3 and 4 N3, 5 R.</source>
        <translation>Les stades sont les échantillons du signal {label}, lus comme 0 W, 1 N1, 2 N2, 3 et 4 N3, 5 R.</translation>
    </message>
    <message>
        <source>{path}: the signal {label} holds no whole numbers, so it is no hypnogram; choose the file that holds the scoring.</source>
        <translation>{path} : le signal {label} ne contient pas de nombres entiers, ce n&apos;est donc pas un hypnogramme ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>{path} can be read as {format} or as {other}, which differ; export it again in another format.</source>
        <translation>{path} peut être lu comme {format} ou comme {other}, qui diffèrent ; exportez-le de nouveau dans un autre format.</translation>
    </message>
    <message>
        <source>{path} holds no cell; choose the workbook with the scoring.</source>
        <translation>{path} ne contient aucune cellule ; choisissez le classeur du scorage.</translation>
    </message>
    <message>
        <source>{path} is an Excel workbook; to read it install openpyxl with {how}, or save the sheet as CSV.</source>
        <translation>{path} est un classeur Excel ; pour le lire, installez openpyxl avec {how}, ou enregistrez la feuille en CSV.</translation>
    </message>
    <message>
        <source>{path} is no sound Excel workbook; save the sheet as CSV.</source>
        <translation>{path} n&apos;est pas un classeur Excel intact ; enregistrez la feuille en CSV.</translation>
    </message>
    <message>
        <source>{path} does not have the columns {columns}.</source>
        <translation>{path} n&apos;a pas les colonnes {columns}.</translation>
    </message>
    <message>
        <source>an epoch is missing</source>
        <translation>une époque manque</translation>
    </message>
    <message>
        <source>{path} has two columns {name!r} that differ; keep those of one scorer.</source>
        <translation>{path} a deux colonnes {name!r} qui diffèrent ; gardez celles d&apos;un seul scoreur.</translation>
    </message>
    <message>
        <source>{path}: its column {name!r} goes through {people} as where several people scored; keep the rows of one.</source>
        <translation>{path} : la colonne {name!r} parcourt {people}, comme si plusieurs personnes avaient scoré ; gardez les lignes d&apos;une seule.</translation>
    </message>
    <message>
        <source>{path}: the numbers of its column {name!r} are not those of consecutive epochs; name it epoch, onset_s or duration_s.</source>
        <translation>{path} : les nombres de la colonne {name!r} ne sont pas ceux d&apos;époques consécutives ; nommez-la epoch, onset_s ou duration_s.</translation>
    </message>
    <message>
        <source>{path}: its column {name!r} holds times and its name does not say of what; name it clock for the time of day, or onset for the time since the start.</source>
        <translation>{path} : la colonne {name!r} contient des temps et son nom ne dit pas lesquels ; nommez-la clock pour l&apos;heure, ou onset pour le temps depuis le début.</translation>
    </message>
    <message>
        <source>{path}: its times begin at {seconds:.0f} s, as where they count from 1970 in no time zone that is said; write clock times, or seconds from the recording&apos;s start.</source>
        <translation>{path} : les temps commencent à {seconds:.0f} s, comme s&apos;ils comptaient depuis 1970 dans un fuseau qui n&apos;est pas dit ; écrivez des heures, ou des secondes depuis le début de l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>{path} says when stages end and not when the first one starts; add a column onset.</source>
        <translation>{path} dit quand les stades finissent, mais pas quand le premier commence ; ajoutez une colonne onset.</translation>
    </message>
    <message>
        <source>{path} does not say the unit of its times, and {step:g} is too short for seconds; name the column onset_s, onset_min or epoch.</source>
        <translation>{path} ne dit pas l&apos;unité de ses temps, et {step:g} est trop court pour des secondes ; nommez la colonne onset_s, onset_min ou epoch.</translation>
    </message>
    <message>
        <source>{path}: its rows keep no step, so they are neither epochs nor changes of stage; add a column with the duration of each.</source>
        <translation>{path} : les lignes n&apos;ont pas de pas régulier, ce ne sont donc ni des époques ni des changements de stade ; ajoutez une colonne avec la durée de chacune.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {text!r} is no time; write seconds or hh:mm:ss.</source>
        <translation>{path}, ligne {line} : {text!r} n&apos;est pas un temps ; écrivez des secondes ou hh:mm:ss.</translation>
    </message>
    <message>
        <source>{path} is packed ({packed}); unpack it first.</source>
        <translation>{path} est compressé ({packed}) ; décompressez-le d&apos;abord.</translation>
    </message>
    <message>
        <source>Proposed events that nobody has confirmed are left out ({count}): {name} cannot mark them.</source>
        <translation>Les événements proposés que personne n&apos;a confirmés sont omis ({count}) : {name} ne peut pas les marquer.</translation>
    </message>
    <message>
        <source>{path} is XML, but neither of the NSRR nor of Profusion; choose the file that holds the scoring.</source>
        <translation>{path} est du XML, mais ni du NSRR ni de Profusion ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>{path}, epoch {epoch}: {word!r} is no sleep stage of Profusion (0 to 5, 6, 9).</source>
        <translation>{path}, époque {epoch} : {word!r} n&apos;est pas un stade de Profusion (0 à 5, 6, 9).</translation>
    </message>
    <message>
        <source>it declares a document type, which can hide entities</source>
        <translation>il déclare un type de document, qui peut cacher des entités</translation>
    </message>
    <message>
        <source>{path} is refused: {reason}; export it again without.</source>
        <translation>{path} est refusé : {reason} ; exportez-le de nouveau sans cela.</translation>
    </message>
    <message>
        <source>{path} is no sound XML ({reason}); export it again from its source.</source>
        <translation>{path} n&apos;est pas un XML intact ({reason}) ; exportez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>it nests more than {count} elements</source>
        <translation>il imbrique plus de {count} éléments</translation>
    </message>
    <message>
        <source>Choose recordings, or one session file of naps, not both.</source>
        <translation>Choisissez des enregistrements ou un fichier de séance, pas les deux.</translation>
    </message>
    <message>
        <source>a colleague of a model that reads no EEG</source>
        <translation>un collègue d&apos;un modèle qui ne lit pas d&apos;EEG</translation>
    </message>
    <message>
        <source>a low-pass for the EEG of a model that reads none</source>
        <translation>un filtre passe-bas pour l&apos;EEG d&apos;un modèle qui n&apos;en lit aucun</translation>
    </message>
    <message>
        <source>a low-pass of {high_hz} Hz</source>
        <translation>un filtre passe-bas de {high_hz} Hz</translation>
    </message>
    <message>
        <source>{name} asks for another version of {colleague} than is installed; install both again, or adapt the model of the product anew.</source>
        <translation>{name} demande une autre version de {colleague} que celle installée ; réinstaller les deux, ou adapter de nouveau le modèle du produit.</translation>
    </message>
    <message>
        <source>{channel} varies by {spread:g} uV within 1 s (standard deviation) where {low:g} to {high:g} uV are usual; it was scored nevertheless, but check its unit and scale at its source.</source>
        <translation>{channel} varie de {spread:g} uV en 1 s (écart-type), là où {low:g} à {high:g} uV sont usuels ; il a tout de même été codé, mais vérifiez son unité et son échelle à la source.</translation>
    </message>
    <message>
        <source>{path} is cut off: its header announces {announced:.0f} s, {seconds:.1f} s are there, less than one epoch of {epoch} s; copy the file again from where it was recorded.</source>
        <translation>{path} est tronqué : l’en-tête annonce {announced:.0f} s, {seconds:.1f} s sont présentes, moins qu’une époque de {epoch} s ; copiez de nouveau le fichier depuis l’endroit où il a été enregistré.</translation>
    </message>
    <message>
        <source>{path} is named twice; name each nap once.</source>
        <translation>{path} est nommé deux fois ; nommez chaque sieste une seule fois.</translation>
    </message>
    <message>
        <source>{path} has not been scored; open and score it first.</source>
        <translation>{path} n&apos;a pas été scoré ; ouvrez-le et scorez-le d&apos;abord.</translation>
    </message>
    <message>
        <source>The signals of the night could not be read: figures and report have nothing on oxygen, pulse, pressure, position and snoring, and no segments that the recording tells ({reason}).</source>
        <translation>Les signaux de la nuit n&apos;ont pas pu être lus : les valeurs et le compte rendu ne contiennent rien sur l&apos;oxygène, le pouls, la pression, la position et le ronflement, ni de parties indiquées par l&apos;enregistrement ({reason}).</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>permission refusée</translation>
    </message>
    <message>
        <source>file exists</source>
        <translation>le fichier existe déjà</translation>
    </message>
    <message>
        <source>file too large</source>
        <translation>fichier trop grand</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>erreur d&apos;entrée/sortie</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>est un dossier</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>nom de fichier trop long</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>fichier ou dossier inexistant</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>plus de place sur le disque</translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation>n&apos;est pas un dossier</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>opération non permise</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>système de fichiers en lecture seule</translation>
    </message>
    <message>
        <source>unknown entry {unknown!r}</source>
        <translation>entrée inconnue {unknown!r}</translation>
    </message>
    <message>
        <source>{colour!r} is no colour such as #17304f</source>
        <translation>{colour!r} n&apos;est pas une couleur telle que #17304f</translation>
    </message>
    <message>
        <source>{label}: lowest has to be below highest</source>
        <translation>{label} : lowest doit être inférieur à highest</translation>
    </message>
    <message>
        <source>{value!r} is no {name}</source>
        <translation>{value!r} n&apos;est pas une valeur de {name}</translation>
    </message>
    <message>
        <source>The network of {name} keeps weights in other files, which is not allowed; export it into one file.</source>
        <translation>Le réseau de {name} garde des poids dans d&apos;autres fichiers, ce qui n&apos;est pas permis ; exportez-le en un seul fichier.</translation>
    </message>
    <message>
        <source>The network of {name} takes {inputs}, its card says {expected}; install the model again.</source>
        <translation>Le réseau de {name} prend {inputs}, sa fiche dit {expected} ; réinstallez le modèle.</translation>
    </message>
    <message>
        <source>The network of {name} does not give five stages; install the model again.</source>
        <translation>Le réseau de {name} ne donne pas cinq stades ; réinstallez le modèle.</translation>
    </message>
    <message>
        <source>The network of {name} is not an ONNX network ({reason}); install the model again.</source>
        <translation>Le réseau de {name} n&apos;est pas un réseau ONNX ({reason}) ; réinstallez le modèle.</translation>
    </message>
    <message>
        <source>{count} channels of {size} numbers</source>
        <translation>{count} voies de {size} nombres</translation>
    </message>
    <message>
        <source>a colleague of weight {weight:g}</source>
        <translation>un collègue de poids {weight:g}</translation>
    </message>
    <message>
        <source>The network of psgscoring cannot be used ({reason}).</source>
        <translation>Le réseau de psgscoring ne peut pas être utilisé ({reason}).</translation>
    </message>
    <message>
        <source>psgscoring could not score the breathing of this night ({reason}).</source>
        <translation>psgscoring n’a pas pu scorer la respiration de cette nuit ({reason}).</translation>
    </message>
    <message>
        <source>psgscoring could not score the legs of this night ({reason}).</source>
        <translation>psgscoring n’a pas pu scorer les jambes de cette nuit ({reason}).</translation>
    </message>
    <message>
        <source>Without an EEG events are looked for in {hours:.1f} h in which the sensors measure, asleep or not.</source>
        <translation>Sans EEG, les événements sont cherchés dans les {hours:.1f} h où les capteurs mesurent, en sommeil ou non.</translation>
    </message>
    <message>
        <source>Arousals were looked for on {channels}.</source>
        <translation>Les micro-éveils ont été cherchés sur {channels}.</translation>
    </message>
    <message>
        <source>No epoch is scored as sleep, so no event is proposed.</source>
        <translation>Aucune époque n’est scorée comme sommeil, donc aucun événement n’est proposé.</translation>
    </message>
    <message>
        <source>{path} has no channels that events can be found on: airflow or SpO2, EEG with EOG and chin EMG, or leg EMG. Set the channels&apos; roles if they were guessed wrongly.</source>
        <translation>{path} n’a aucun canal sur lequel trouver des événements : débit ou SpO2, EEG avec EOG et EMG du menton, ou EMG des jambes. Indiquez les rôles des canaux s’ils ont été mal devinés.</translation>
    </message>
    <message>
        <source>{path} has no stages yet, and events are scored in sleep; score or pre-score it first.</source>
        <translation>{path} n’a pas encore de stades, et les événements sont scorés dans le sommeil ; scorez ou préscorez-les d’abord.</translation>
    </message>
    <message>
        <source>Arousals were not looked for. {reason}</source>
        <translation>Les micro-éveils n’ont pas été cherchés. {reason}</translation>
    </message>
    <message>
        <source>Respiratory events were not looked for: there is no airflow and no SpO2.</source>
        <translation>Les événements respiratoires n’ont pas été cherchés : il n’y a ni débit ni SpO2.</translation>
    </message>
    <message>
        <source>Respiratory events were not looked for: there is no airflow.</source>
        <translation>Les événements respiratoires n’ont pas été cherchés : il n’y a pas de débit.</translation>
    </message>
    <message>
        <source>There is no belt of the chest or the abdomen, so that apnoeas have no type; they are proposed as obstructive.</source>
        <translation>Il n’y a pas de sangle thoracique ni abdominale, les apnées n’ont donc pas de type ; elles sont proposées comme obstructives.</translation>
    </message>
    <message>
        <source>{channel} was not used: limb movements need microvolts at {rate:g} Hz or more.</source>
        <translation>{channel} n’a pas été utilisé : les mouvements des jambes demandent des microvolts à {rate:g} Hz ou plus.</translation>
    </message>
    <message>
        <source>{name} gave something else than events; update it.</source>
        <translation>{name} a donné autre chose que des événements ; mettez-le à jour.</translation>
    </message>
    <message>
        <source>There is no event scorer called {name}; choose one of: {names}.</source>
        <translation>Il n’y a pas de scoreur d’événements nommé {name} ; choisissez-en un parmi : {names}.</translation>
    </message>
    <message>
        <source>{title} has no profile {profile}; choose one of: {names}.</source>
        <translation>{title} n’a pas de profil {profile} ; choisissez-en un parmi : {names}.</translation>
    </message>
    <message>
        <source>The recording cannot be handed to another process ({reason}); save it as FIF or EDF, and give the file.</source>
        <translation>L&apos;enregistrement ne peut pas être transmis à un autre processus ({reason}) ; enregistrez-le en FIF ou EDF et donnez le fichier.</translation>
    </message>
    <message>
        <source>{channel} gave way to a better channel of its kind: it holds noise of {noise:.1f} uV (30 to 45 Hz).</source>
        <translation>{channel} a cédé la place à une meilleure voie du même type : elle contient un bruit de {noise:.1f} uV (30 à 45 Hz).</translation>
    </message>
    <message>
        <source>{channel} gave way to a better channel of its kind: {percent:.0f} % of the epochs looked at are flat, cut off, missing or far too large.</source>
        <translation>{channel} a cédé la place à une meilleure voie du même type : {percent:.0f} % des époques examinées sont plates, écrêtées, manquantes ou bien trop grandes.</translation>
    </message>
    <message>
        <source>{channel} is noisier, of another amplitude or more often faulty than the second network of {model} knows; the first one scored alone.</source>
        <translation>{channel} est plus bruité, d&apos;une autre amplitude ou plus souvent défectueux que ce que connaît le second réseau de {model} ; le premier a scoré seul.</translation>
    </message>
    <message>
        <source>No EEG holds a signal in {count} epochs; they are left unscored.</source>
        <translation>Aucun EEG ne contient de signal dans {count} époques ; elles restent non scorées.</translation>
    </message>
    <message>
        <source>{channel} holds no signal, or an artefact alone, in {count} epochs, which were scored from the other channels.</source>
        <translation>{channel} ne contient aucun signal, ou un artéfact seul, dans {count} époques, qui ont été scorées à partir des autres voies.</translation>
    </message>
    <message>
        <source>{path} is a segment that has segments itself, which WFDB does not allow; copy the record again from its source.</source>
        <translation>{path} est un segment qui a lui-même des segments, ce que WFDB ne permet pas ; recopiez l&apos;enregistrement depuis sa source.</translation>
    </message>
    <message>
        <source>{path} has another frame rate than the record that it is a segment of; convert each segment to EDF (mit2edf) and score it alone.</source>
        <translation>{path} a une autre fréquence de trames que l&apos;enregistrement dont c&apos;est un segment ; convertissez chaque segment en EDF (mit2edf) et analysez-le séparément.</translation>
    </message>
    <message>
        <source>Segment {number} ends early; what it lacks is shown as a gap.</source>
        <translation>Le segment {number} se termine trop tôt ; ce qui lui manque est affiché comme une lacune.</translation>
    </message>
    <message>
        <source>{path} needs its segments beside it; put {name} into its folder.</source>
        <translation>{path} a besoin de ses segments à côté de lui ; placez {name} dans son dossier.</translation>
    </message>
    <message>
        <source>{label} has no samples in any segment.</source>
        <translation>{label} n&apos;a d&apos;échantillons dans aucun segment.</translation>
    </message>
    <message>
        <source>The segments of {path} do not go together: {label} has another rate or unit in one than in another, or stands twice; convert each to EDF (mit2edf) and score it alone.</source>
        <translation>Les segments de {path} ne vont pas ensemble : {label} a dans l&apos;un une autre fréquence ou unité que dans un autre, ou figure deux fois ; convertissez chacun en EDF (mit2edf) et analysez-le séparément.</translation>
    </message>
    <message>
        <source>flow {value:+.0f} %</source>
        <translation>débit {value:+.0f} %</translation>
    </message>
    <message>
        <source>desaturation {value:.0f} %</source>
        <translation>désaturation {value:.0f} %</translation>
    </message>
    <message>
        <source>nadir {value:.0f} %</source>
        <translation>nadir {value:.0f} %</translation>
    </message>
    <message>
        <source>{count} breaths</source>
        <translation>{count} cycles respiratoires</translation>
    </message>
    <message>
        <source>arousal</source>
        <translation>micro-éveil</translation>
    </message>
    <message>
        <source>type uncertain</source>
        <translation>type incertain</translation>
    </message>
    <message>
        <source>{value:.0f} uV</source>
        <translation>{value:.0f} µV</translation>
    </message>
    <message>
        <source>both legs</source>
        <translation>deux jambes</translation>
    </message>
    <message>
        <source>in a series</source>
        <translation>dans une série</translation>
    </message>
    <message>
        <source>{seconds:.0f} s</source>
        <translation>{seconds:.0f} s</translation>
    </message>
    <message>
        <source>{first} or {second}</source>
        <translation>{first} ou {second}</translation>
    </message>
    <message>
        <source>{path}, marker {number}, has no start_time and a later stop_time as ISO 8601 (2021-05-04T22:00:00); export it from Noxturnal again.</source>
        <translation>{path}, marqueur {number}, n&apos;a pas de start_time et de stop_time ultérieure selon ISO 8601 (2021-05-04T22:00:00) ; exportez-le à nouveau depuis Noxturnal.</translation>
    </message>
    <message>
        <source>{path} gives some times with an offset from UTC and others without; export it again.</source>
        <translation>{path} donne certaines heures avec un décalage par rapport à UTC et d&apos;autres sans ; exportez-le à nouveau.</translation>
    </message>
    <message>
        <source>{channel} was not used: at {rate:g} Hz it is an envelope or too coarse, not a raw {role}.</source>
        <translation>{channel} n&apos;a pas été utilisé : à {rate:g} Hz, c&apos;est une enveloppe ou un signal trop grossier, non un {role} brut.</translation>
    </message>
    <message>
        <source>{name} needs more than {size:.2g} GB of memory; choose another model, or allow more with {setting}.</source>
        <translation>{name} a besoin de plus de {size:.2g} Go de mémoire ; choisissez un autre modèle, ou autorisez davantage avec {setting}.</translation>
    </message>
    <message>
        <source>{name} ended its process without a word (code {code}); it is faulty, or needs more than {size:.2g} GB of memory.</source>
        <translation>{name} a terminé son processus sans un mot (code {code}) ; il est défectueux, ou a besoin de plus de {size:.2g} Go de mémoire.</translation>
    </message>
    <message>
        <source>{name} was stopped after {seconds:g} s without an end; choose another model, or allow more with {setting}.</source>
        <translation>{name} a été arrêté après {seconds:g} s sans aboutir ; choisissez un autre modèle, ou autorisez davantage avec {setting}.</translation>
    </message>
    <message>
        <source>{path} is of format {written}, not {known}; update sleepscorer.</source>
        <translation>{path} est au format {written}, non {known} ; mettez sleepscorer à jour.</translation>
    </message>
    <message>
        <source>{path} lacks {missing}; install the model again.</source>
        <translation>Il manque {missing} dans {path} ; réinstallez le modèle.</translation>
    </message>
    <message>
        <source>{path} orders the stages {stages}, not {expected}; the model cannot be used.</source>
        <translation>{path} range les stades {stages}, et non {expected} ; le modèle ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>{path} asks for the front end {name}, which this version does not have; update sleepscorer, or adapt or train the model anew.</source>
        <translation>{path} demande le prétraitement {name}, que cette version n&apos;a pas ; mettez sleepscorer à jour, ou adaptez ou entraînez de nouveau le modèle.</translation>
    </message>
    <message>
        <source>{path} asks for other than {seconds} s epochs in uV; it cannot be used.</source>
        <translation>{path} demande autre chose que des époques de {seconds} s en µV ; il ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>{path} names a network outside its own folder; the model cannot be used.</source>
        <translation>{path} nomme un réseau hors de son propre dossier ; le modèle ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>{context} epochs at once with margins of {margin}</source>
        <translation>{context} époques à la fois avec des marges de {margin}</translation>
    </message>
    <message>
        <source>unknown scaling {scaling!r}</source>
        <translation>mise à l&apos;échelle inconnue {scaling!r}</translation>
    </message>
    <message>
        <source>amplitudes from {low:g} to {high:g} uV</source>
        <translation>amplitudes de {low:g} à {high:g} µV</translation>
    </message>
    <message>
        <source>{path} describes its inputs wrongly ({reason}); install the model again.</source>
        <translation>{path} décrit mal ses entrées ({reason}) ; réinstallez le modèle.</translation>
    </message>
    <message>
        <source>none installed</source>
        <translation>aucun installé</translation>
    </message>
    <message>
        <source>a number too long</source>
        <translation>un nombre trop long</translation>
    </message>
    <message>
        <source>nested too deep</source>
        <translation>imbriqué trop profondément</translation>
    </message>
    <message>
        <source>no such type of field</source>
        <translation>pas de tel type de champ</translation>
    </message>
    <message>
        <source>a field of no valid number</source>
        <translation>un champ sans numéro valide</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>tronqué</translation>
    </message>
    <message>
        <source>{channel} was not used: it varies by {spread:g} uV within 1 s (standard deviation) where {low:g} to {high:g} uV are taken; put its unit or scale right at its source.</source>
        <translation>{channel} n’a pas été utilisé : le signal varie de {spread:g} uV en 1 s (écart type), alors que {low:g} à {high:g} uV sont admis ; corrigez l’unité ou l’échelle à la source.</translation>
    </message>
    <message>
        <source>a re-calibration has five scales and five offsets</source>
        <translation>un recalibrage a cinq échelles et cinq décalages</translation>
    </message>
    <message>
        <source>{path} lasts {seconds:.1f} s, less than one epoch of {epoch} s; there is nothing to score in it.</source>
        <translation>{path} dure {seconds:.1f} s, moins qu&apos;une époque de {epoch} s ; il n&apos;y a rien à y scorer.</translation>
    </message>
    <message>
        <source>The recording lasts {hours:.0f} h; nights follow each other in it.</source>
        <translation>L&apos;enregistrement dure {hours:.0f} h ; plusieurs nuits s&apos;y suivent.</translation>
    </message>
    <message>
        <source>The recording has {count} gap(s), {seconds:.0f} s in all; they are shown as gaps.</source>
        <translation>L&apos;enregistrement a {count} interruption(s), {seconds:.0f} s en tout ; elles sont montrées telles quelles.</translation>
    </message>
    <message>
        <source>Empty labels</source>
        <translation>Noms vides</translation>
    </message>
    <message>
        <source>The header holds two start dates, {first} and {second}; the first was taken.</source>
        <translation>L&apos;en-tête contient deux dates de début, {first} et {second} ; la première a été retenue.</translation>
    </message>
    <message>
        <source>{path} holds annotations but no signal; open the recording it belongs to, then import it.</source>
        <translation>{path} contient des annotations mais aucun signal ; ouvrez l&apos;enregistrement correspondant, puis importez-le.</translation>
    </message>
    <message>
        <source>{path} holds a header but no data; copy it again from its source.</source>
        <translation>{path} contient un en-tête mais pas de données ; recopiez-le depuis sa source.</translation>
    </message>
    <message>
        <source>{path} is a {maker} file, which nothing here can read; export the recording as EDF.</source>
        <translation>{path} est un fichier {maker}, que rien ici ne sait lire ; exportez l&apos;enregistrement en EDF.</translation>
    </message>
    <message>
        <source>{path} can no longer be read ({reason}); export it as EDF, or check its files.</source>
        <translation>{path} ne peut plus être lu ({reason}) ; exportez-le en EDF ou vérifiez ses fichiers.</translation>
    </message>
    <message>
        <source>{path} cannot be opened as {kind} ({reason}); export it as EDF, or check its files.</source>
        <translation>{path} ne peut pas être ouvert comme {kind} ({reason}) ; exportez-le en EDF ou vérifiez ses fichiers.</translation>
    </message>
    <message>
        <source>The header writes its {what} with a decimal comma; it was read as a decimal point.</source>
        <translation>L&apos;en-tête écrit une valeur ({what}) avec une virgule décimale ; elle a été lue comme un point décimal.</translation>
    </message>
    <message>
        <source>The header does not say how many data records there are; {held} were found.</source>
        <translation>L&apos;en-tête ne dit pas combien de blocs de données il y a ; {held} ont été trouvés.</translation>
    </message>
    <message>
        <source>1 byte after the last whole data record was ignored.</source>
        <translation>1 octet après le dernier bloc complet a été ignoré.</translation>
    </message>
    <message>
        <source>{count} bytes after the last whole data record were ignored.</source>
        <translation>{count} octets après le dernier bloc complet ont été ignorés.</translation>
    </message>
    <message>
        <source>The header says that the start is unknown; times count from the first sample.</source>
        <translation>L&apos;en-tête dit que le début est inconnu ; le temps compte à partir du premier échantillon.</translation>
    </message>
    <message>
        <source>The header holds no valid start date and time; times count from the first sample.</source>
        <translation>L&apos;en-tête ne contient ni date ni heure de début valables ; le temps compte à partir du premier échantillon.</translation>
    </message>
    <message>
        <source>{channels}: the header gives no scale, so values are shown without a unit.</source>
        <translation>{channels} : l&apos;en-tête ne donne pas d&apos;échelle, les valeurs sont donc affichées sans unité.</translation>
    </message>
    <message>
        <source>{channels}: more than one channel has this label.</source>
        <translation>{channels} : plus d&apos;une voie porte ce nom.</translation>
    </message>
    <message>
        <source>Scored with {model}: {channels}.</source>
        <translation>Scoré avec {model} : {channels}.</translation>
    </message>
    <message>
        <source>{channel} was not used: it holds no signal.</source>
        <translation>{channel} n&apos;a pas été utilisé : il ne contient aucun signal.</translation>
    </message>
    <message>
        <source>The recording has no {role}; the model was chosen to do without.</source>
        <translation>L&apos;enregistrement n&apos;a pas de voie {role} ; le modèle a été choisi pour s&apos;en passer.</translation>
    </message>
    <message>
        <source>{channel} was not used: no variant of the model takes this set of channels with it.</source>
        <translation>{channel} n&apos;a pas été utilisé : aucune variante du modèle ne le prend avec ces voies.</translation>
    </message>
    <message>
        <source>{path} has no channels that {model} can score from: it needs {needs}, in volts, at {rate:g} Hz or more. Set the channels&apos; roles if they were guessed wrongly.</source>
        <translation>{path} n&apos;a pas de voies avec lesquelles {model} peut scorer : il faut {needs}, en volts, à {rate:g} Hz ou plus. Corrigez les rôles des voies s&apos;ils ont été mal devinés.</translation>
    </message>
    <message>
        <source>{path} is not the network its card.json speaks of (sha256 differs); install the model {name} again.</source>
        <translation>{path} n&apos;est pas le réseau dont parle son card.json (sha256 différent) ; réinstallez le modèle {name}.</translation>
    </message>
    <message>
        <source>{path} cannot be read; install the model {name} again.</source>
        <translation>{path} ne peut pas être lu ; réinstallez le modèle {name}.</translation>
    </message>
    <message>
        <source>{path} cannot be read; install the model again.</source>
        <translation>{path} ne peut pas être lu ; réinstallez le modèle.</translation>
    </message>
    <message>
        <source>There is no model called {name}; choose one of: {names}.</source>
        <translation>Il n&apos;y a pas de modèle nommé {name} ; choisissez parmi : {names}.</translation>
    </message>
    <message>
        <source>The network of {name} cannot be loaded ({reason}); install the model again.</source>
        <translation>Le réseau de {name} ne peut pas être chargé ({reason}) ; réinstallez le modèle.</translation>
    </message>
    <message>
        <source>{title} is not installed; install it with {how}.</source>
        <translation>{title} n&apos;est pas installé ; installez-le avec {how}.</translation>
    </message>
    <message>
        <source>{path} holds the stages of {count} scorers; keep those of one in a file.</source>
        <translation>{path} contient les stades de {count} scoreurs ; gardez ceux d’un seul par fichier.</translation>
    </message>
    <message>
        <source>Nothing tells what the codes of the body position mean; there are no figures by position. Open a night and tell it for the device: Edit &gt; Codes of body position.</source>
        <translation>Rien n&apos;indique ce que désignent les codes de position ; il n&apos;y a pas de valeurs par position. Ouvrez une nuit et indiquez-le pour l&apos;appareil : Édition &gt; Codes de position.</translation>
    </message>
    <message>
        <source>{path} is discontinuous (EDF+D) but data record {record} does not say when it starts; export the recording again from its source.</source>
        <translation>{path} est discontinu (EDF+D), mais l&apos;enregistrement de données {record} ne dit pas quand il commence ; exportez de nouveau l&apos;enregistrement depuis sa source.</translation>
    </message>
    <message>
        <source>{path} claims to last {hours:.3g} h; export it again from its source.</source>
        <translation>{path} prétend durer {hours:.3g} h ; exportez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>{path} claims {rate:.3g} samples per second; export it again from its source.</source>
        <translation>{path} prétend avoir {rate:.3g} échantillons par seconde ; exportez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>{name} is marked as bad and was not used.</source>
        <translation>{name} est marqué comme mauvais et n&apos;a pas été utilisé.</translation>
    </message>
    <message>
        <source>{unit!r} is no unit of signals; give uV, mV or V.</source>
        <translation>{unit!r} n&apos;est pas une unité de signal ; donnez uV, mV ou V.</translation>
    </message>
    <message>
        <source>There are {signals} signals, {labels} labels and {rates} rates; give one of each per channel.</source>
        <translation>Il y a {signals} signaux, {labels} noms et {rates} fréquences ; donnez-en un de chaque par voie.</translation>
    </message>
    <message>
        <source>The signals last from {shortest:.1f} s to {longest:.1f} s; check their sampling rates.</source>
        <translation>Les signaux durent de {shortest:.1f} s à {longest:.1f} s ; vérifiez leurs fréquences d&apos;échantillonnage.</translation>
    </message>
    <message>
        <source>{label}: a signal is an array of one dimension that is not empty.</source>
        <translation>{label} : un signal est un tableau à une dimension qui n&apos;est pas vide.</translation>
    </message>
    <message>
        <source>{label}: samples are real numbers, not {dtype}.</source>
        <translation>{label} : les échantillons sont des nombres réels, non {dtype}.</translation>
    </message>
    <message>
        <source>{label}: {rate} Hz is no sampling rate.</source>
        <translation>{label} : {rate} Hz n&apos;est pas une fréquence d&apos;échantillonnage.</translation>
    </message>
    <message>
        <source>The file holds signals of different rates; all are shown at {rate:g} Hz.</source>
        <translation>Le fichier contient des signaux de fréquences différentes ; tous sont affichés à {rate:g} Hz.</translation>
    </message>
    <message>
        <source>The file ends early: the header promises {claimed} samples a channel, {held} are there.</source>
        <translation>Le fichier s&apos;arrête trop tôt : l&apos;en-tête promet {claimed} échantillons par voie, {held} sont là.</translation>
    </message>
    <message>
        <source>{path} is a WFDB record; to read it install wfdb with {command}.</source>
        <translation>{path} est un enregistrement WFDB ; pour le lire, installez wfdb avec {command}.</translation>
    </message>
    <message>
        <source>{path} is no header of a WFDB record; choose another file.</source>
        <translation>{path} n&apos;est pas l&apos;en-tête d&apos;un enregistrement WFDB ; choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{path} needs its samples beside it; put {name} into its folder.</source>
        <translation>{path} a besoin de ses échantillons à côté ; placez {name} dans son dossier.</translation>
    </message>
    <message>
        <source>its header does not say how long it is</source>
        <translation>son en-tête ne dit pas sa durée</translation>
    </message>
    <message>
        <source>its sampling rate cannot be read</source>
        <translation>sa fréquence d&apos;échantillonnage est illisible</translation>
    </message>
    <message>
        <source>A document to edit needs python-docx, which is not installed; install it with {command}.</source>
        <translation>Un document modifiable demande python-docx, qui n&apos;est pas installé ; installez-le avec {command}.</translation>
    </message>
    <message>
        <source>The template {path} asks for ${name}, which no report has; it may ask for {names}.</source>
        <translation>Le modèle {path} demande ${name}, qu&apos;aucun compte rendu ne contient ; il peut demander {names}.</translation>
    </message>
    <message>
        <source>The logo {path} is no whole PNG, JPEG, GIF or SVG of at most 2 MB; choose another one.</source>
        <translation>Le logo {path} n&apos;est pas un PNG, JPEG, GIF ou SVG entier d&apos;au plus 2 Mo ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>it is not UTF-8</source>
        <translation>ce n&apos;est pas de l&apos;UTF-8</translation>
    </message>
    <message>
        <source>{value!r} is none of the keys {keys}</source>
        <translation>{value!r} n’est aucune des touches {keys}</translation>
    </message>
    <message>
        <source>{label}: uv_per_mm and lowest exclude each other</source>
        <translation>{label} : uv_per_mm et lowest s’excluent</translation>
    </message>
    <message>
        <source>The template {path} cannot be read ({reason}); choose another in the preferences.</source>
        <translation>Le modèle {path} ne peut pas être lu ({reason}) ; choisissez-en un autre dans les préférences.</translation>
    </message>
    <message>
        <source>The logo {path} cannot be read ({reason}); choose another in the preferences.</source>
        <translation>Le logo {path} ne peut pas être lu ({reason}) ; choisissez-en un autre dans les préférences.</translation>
    </message>
    <message>
        <source>Unknown kind of change: {kind!r}; a newer sleepscorer wrote it.</source>
        <translation>Genre de changement inconnu : {kind!r} ; un sleepscorer plus récent l&apos;a écrit.</translation>
    </message>
    <message>
        <source>A change cannot be read ({reason}).</source>
        <translation>Un changement ne peut pas être lu ({reason}).</translation>
    </message>
    <message>
        <source>An event cannot start at {start_s} s and last {duration_s} s.</source>
        <translation>Un événement ne peut pas commencer à {start_s} s et durer {duration_s} s.</translation>
    </message>
    <message>
        <source>effort absent for {value:.0f} s, then back</source>
        <translation>effort absent pendant {value:.0f} s, puis de retour</translation>
    </message>
    <message>
        <source>{name} {value}</source>
        <translation>{name} {value}</translation>
    </message>
    <message>
        <source>Stages have changed since events were looked for; propose events again, as what was found, or not found, rests on the earlier stages.</source>
        <translation>Des stades ont changé depuis la recherche des événements ; refaites proposer les événements, car ce qui a été trouvé, ou non, repose sur les stades précédents.</translation>
    </message>
    <message>
        <source>{revision!r} is no number of changes.</source>
        <translation>{revision!r} n&apos;est pas un nombre de changements.</translation>
    </message>
    <message>
        <source>The comment has changed since; the change was not made.</source>
        <translation>Le commentaire a changé entre-temps ; la modification n&apos;a pas été faite.</translation>
    </message>
    <message>
        <source>The kinds of events looked for have changed since; the change was not made.</source>
        <translation>Les types d&apos;événements recherchés ont changé entre-temps ; la modification n&apos;a pas été faite.</translation>
    </message>
    <message>
        <source>A change names an epoch outside 1 to {count}; it was not made.</source>
        <translation>Un changement nomme une époque hors de 1 à {count} ; il n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>A change is not the same length throughout; it was not made.</source>
        <translation>Un changement n&apos;a pas partout la même longueur ; il n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>The ties of the scorers have changed since; the change was not made.</source>
        <translation>Les ex æquo des scoreurs ont changé depuis ; le changement n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>An event from {start_s} to {stop_s} s lies outside the night, which has {count} epochs; nothing was added.</source>
        <translation>Un événement de {start_s} à {stop_s} s se situe hors de la nuit, qui compte {count} époques ; rien n’a été ajouté.</translation>
    </message>
    <message>
        <source>There is no ODI: the fall of no desaturation ({count} counted) was measured, as SpO₂ is missing for more than half of each.</source>
        <translation>Il n&apos;y a pas d&apos;IDO : la chute d&apos;aucune désaturation ({count} comptées) n&apos;a été mesurée, car la SpO₂ manque pendant plus de la moitié de chacune.</translation>
    </message>
    <message>
        <source>No apnoea or hypopnoea is marked.</source>
        <translation>Aucune apnée ni hypopnée n&apos;est marquée.</translation>
    </message>
    <message>
        <source>No desaturation is marked.</source>
        <translation>Aucune désaturation n&apos;est marquée.</translation>
    </message>
    <message>
        <source>No arousal is marked.</source>
        <translation>Aucun micro-éveil n&apos;est marqué.</translation>
    </message>
    <message>
        <source>No limb movement is marked.</source>
        <translation>Aucun mouvement des jambes n&apos;est marqué.</translation>
    </message>
    <message>
        <source>There is no ODI: there are no values of SpO₂ for the time that counts, so the fall of no desaturation ({count} counted) is known.</source>
        <translation>Il n&apos;y a pas d&apos;IDO : il n&apos;y a aucune valeur de SpO₂ pour le temps qui compte, la chute d&apos;aucune désaturation ({count} comptées) n&apos;est donc connue.</translation>
    </message>
    <message>
        <source>Nothing tells sleep from wake; the respiratory event index (REI) takes its place.</source>
        <translation>Rien ne distingue le sommeil de l&apos;éveil ; l&apos;index d&apos;événements respiratoires (REI) en tient lieu.</translation>
    </message>
    <message>
        <source>It is of a home test without sleep; this night has an AHI.</source>
        <translation>Il est celui d&apos;un test à domicile sans sommeil ; cette nuit a un IAH.</translation>
    </message>
    <message>
        <source>No epoch between lights off and on is scored as sleep.</source>
        <translation>Aucune époque entre extinction et allumage n&apos;est scorée comme sommeil.</translation>
    </message>
    <message>
        <source>There are no values of SpO₂ for the time that counts.</source>
        <translation>Il n&apos;y a aucune valeur de SpO₂ pour le temps qui compte.</translation>
    </message>
    <message>
        <source>{marked} events marked, {counted} counted, {uncounted} not counted ({reasons}).</source>
        <translation>{marked} événements marqués, {counted} comptés, {uncounted} non comptés ({reasons}).</translation>
    </message>
    <message>
        <source>{unconfirmed} of the {counted} counted are proposals that no person has confirmed.</source>
        <translation>{unconfirmed} des {counted} comptés sont des propositions que personne n&apos;a confirmées.</translation>
    </message>
    <message>
        <source>{marked} events marked, {counted} counted.</source>
        <translation>{marked} événements marqués, {counted} comptés.</translation>
    </message>
    <message>
        <source>{count} in wake</source>
        <translation>{count} en éveil</translation>
    </message>
    <message>
        <source>{count} outside lights off and on</source>
        <translation>{count} hors extinction et allumage</translation>
    </message>
    <message>
        <source>{count} in unscored epochs</source>
        <translation>{count} dans des époques non scorées</translation>
    </message>
    <message>
        <source>{count} after the last whole epoch</source>
        <translation>{count} après la dernière époque entière</translation>
    </message>
    <message>
        <source>no next revision</source>
        <translation>pas de révision suivante</translation>
    </message>
    <message>
        <source>another history</source>
        <translation>un autre historique</translation>
    </message>
    <message>
        <source>{path} does not say who has the night open; see that nobody has, delete that file, then open the night again.</source>
        <translation>{path} ne dit pas qui a ouvert la nuit ; assurez-vous que personne ne l&apos;a ouverte, supprimez ce fichier, puis rouvrez la nuit.</translation>
    </message>
    <message>
        <source>{path} is no session file of naps; choose another one.</source>
        <translation>{path} n’est pas un fichier de séance de siestes ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{path} is a session file of a newer sleepscorer; open it with that.</source>
        <translation>{path} est un fichier de séance d’un sleepscorer plus récent ; ouvrez-le avec celui-ci.</translation>
    </message>
    <message>
        <source>{path} names no recordings, or neither MSLT nor MWT; choose the naps&apos; recordings instead.</source>
        <translation>{path} ne nomme pas d’enregistrements, ou ni MSLT ni MWT ; choisissez plutôt les enregistrements.</translation>
    </message>
    <message>
        <source>{path} names a recording twice; choose the naps&apos; recordings instead.</source>
        <translation>{path} nomme un enregistrement deux fois ; choisissez plutôt les enregistrements.</translation>
    </message>
    <message>
        <source>{path} cannot name recordings of another drive; put the naps into one folder.</source>
        <translation>{path} ne peut pas nommer des enregistrements d’un autre lecteur ; mettez-les dans un même dossier.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); choose another folder.</source>
        <translation>{path} n’a pas pu être écrit ({reason}) ; choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}); choose another file.</source>
        <translation>{path} n’a pas pu être lu ({reason}) ; choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{path} is no regular file; move it away, then open the night again.</source>
        <translation>{path} n&apos;est pas un fichier ordinaire ; déplacez-le, puis rouvrez la nuit.</translation>
    </message>
    <message>
        <source>{path} was written by a newer sleepscorer; update to open it.</source>
        <translation>{path} a été écrit par un sleepscorer plus récent ; mettez le programme à jour pour l&apos;ouvrir.</translation>
    </message>
    <message>
        <source>{path} holds a scoring made apart from the one that is shown; it was kept as {name}.</source>
        <translation>{path} contient un codage fait séparément de celui qui est affiché ; il a été conservé sous {name}.</translation>
    </message>
    <message>
        <source>{recording}, a nap of {path}, is not there; copy it back or choose the recordings.</source>
        <translation>{recording}, nommé dans {path}, est absent ; recopiez-le ou choisissez les enregistrements.</translation>
    </message>
    <message>
        <source>{path} holds a scoring made apart from the one that is shown; it was left as it is and not used.</source>
        <translation>{path} contient un codage fait séparément de celui qui est affiché ; il a été laissé tel quel et n&apos;a pas été utilisé.</translation>
    </message>
    <message>
        <source>{path} holds another scoring of this night, made apart from this one; open the night in the window to choose one.</source>
        <translation>{path} contient un autre codage de cette nuit, fait séparément ; ouvrez la nuit dans la fenêtre pour en choisir un.</translation>
    </message>
    <message>
        <source>{path} was replaced by another scoring while the night was open; it was kept as {name}.</source>
        <translation>{path} a été remplacé par un autre codage pendant que la nuit était ouverte ; celui-ci a été conservé sous {name}.</translation>
    </message>
    <message>
        <source>{path} was changed by another program while the night was open; the whole scoring was saved.</source>
        <translation>{path} a été modifié par un autre programme pendant que la nuit était ouverte ; le codage entier a été enregistré.</translation>
    </message>
    <message>
        <source>Work on this recording was kept under another name, as {path}, and is gone on with.</source>
        <translation>Le travail sur cet enregistrement était conservé sous un autre nom, {path} ; il est poursuivi.</translation>
    </message>
    <message>
        <source>the recording</source>
        <translation>l&apos;enregistrement</translation>
    </message>
    <message>
        <source>{path} and {other} hold scorings of this night that were made apart from each other; open the night in the window to choose one.</source>
        <translation>{path} et {other} contiennent des codages de cette nuit faits séparément ; ouvrez la nuit dans la fenêtre pour en choisir un.</translation>
    </message>
    <message>
        <source>The header&apos;s year {year} is not believed; the time of day counts alone.</source>
        <translation>L’année {year} de l’en-tête n’est pas crédible ; seule l’heure compte.</translation>
    </message>
    <message>
        <source>The header holds no valid start date; the time of day counts alone.</source>
        <translation>L’en-tête ne contient pas de date de début valide ; seule l’heure compte.</translation>
    </message>
    <message>
        <source>1 annotation could not be understood and is left out.</source>
        <translation>1 annotation n’a pas pu être comprise et est laissée de côté.</translation>
    </message>
    <message>
        <source>{count} annotations could not be understood and are left out.</source>
        <translation>{count} annotations n’ont pas pu être comprises et sont laissées de côté.</translation>
    </message>
    <message>
        <source>Of {count} annotations the duration is no length of time (such as -1); they are read as without one.</source>
        <translation>Pour {count} annotations, la durée n’en est pas une (par exemple -1) ; elles sont lues comme sans durée.</translation>
    </message>
    <message>
        <source>{labels}: the unit {unit} is not known, so it is shown as it stands and no model reads it; say the unit under Channel roles, or with --unit.</source>
        <translation>{labels} : l’unité {unit} est inconnue ; elle est affichée telle quelle et aucun modèle ne la lit ; indiquez l’unité sous Rôles des canaux ou avec --unit.</translation>
    </message>
    <message>
        <source>{label} is shown as it stands: {reference} has another unit, or no scale, and is not subtracted.</source>
        <translation>{label} est affiché tel quel : {reference} a une autre unité ou pas d’échelle, et n’est pas soustrait.</translation>
    </message>
    <message>
        <source>{path} has no channel {label}; give the unit of one of {labels}.</source>
        <translation>{path} n’a pas de canal {label} ; indiquez l’unité de l’un de {labels}.</translation>
    </message>
    <message>
        <source>{channel} was not used: it is cut off at the limits of its amplifier or file.</source>
        <translation>{channel} n’a pas été utilisé : le signal est coupé aux limites de l’amplificateur ou du fichier.</translation>
    </message>
    <message>
        <source>{channel} was not used: it is an envelope or a copy of coarser samples, not a raw signal.</source>
        <translation>{channel} n’a pas été utilisé : c’est une enveloppe ou la répétition d’échantillons plus grossiers, non un signal brut.</translation>
    </message>
    <message>
        <source>{path} has no channels that {model} can score from: it needs {needs}.</source>
        <translation>{path} n’a aucun canal à partir duquel {model} puisse coder : il lui faut {needs}.</translation>
    </message>
    <message>
        <source>The scorer {name} cannot be loaded ({kind}: {reason}); install its package again.</source>
        <translation>Le module de cotation {name} ne peut pas être chargé ({kind}: {reason}) ; réinstallez son paquet.</translation>
    </message>
    <message>
        <source>The overlay {name} is not installed; install its package, or switch it off.</source>
        <translation>La superposition {name} n’est pas installée ; installez son paquet, ou désactivez-la.</translation>
    </message>
    <message>
        <source>The overlay {name} cannot be loaded ({kind}: {reason}); install its package again.</source>
        <translation>La superposition {name} ne peut pas être chargée ({kind} : {reason}) ; réinstallez son paquet.</translation>
    </message>
    <message>
        <source>The overlay {name} is no sleepscorer.overlays.Overlay; update its package.</source>
        <translation>La superposition {name} n’est pas un sleepscorer.overlays.Overlay ; mettez son paquet à jour.</translation>
    </message>
    <message>
        <source>{title} could not score {name} ({kind}: {reason}).</source>
        <translation>{title} n&apos;a pas pu coter {name} ({kind}: {reason}).</translation>
    </message>
    <message>
        <source>{title} gave {numbers} numbers for {count} epochs of five stages; update it.</source>
        <translation>{title} a donné {numbers} nombres pour {count} époques de cinq stades ; mettez-le à jour.</translation>
    </message>
    <message>
        <source>{path} holds no sleep stage among its {count} annotations; choose the file that holds the scoring.</source>
        <translation>{path} ne contient aucun stade de sommeil parmi ses {count} annotations ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>{path} holds no sleep stage; choose the file that holds the scoring.</source>
        <translation>{path} ne contient aucun stade de sommeil ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>{path} holds no stage; choose the file that holds the scoring.</source>
        <translation>{path} ne contient aucun stade ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>{path} holds no event; choose the file with the events.</source>
        <translation>{path} ne contient aucun événement ; choisissez le fichier des événements.</translation>
    </message>
    <message>
        <source>Some stages have no duration; they were taken to last until the next one.</source>
        <translation>Certains stades n&apos;ont pas de durée ; ils sont supposés durer jusqu&apos;au suivant.</translation>
    </message>
    <message>
        <source>{count} scored epochs of the hypnogram lie outside the recording.</source>
        <translation>{count} époques scorées de l&apos;hypnogramme sont hors de l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>The dates differ, so the hypnogram was placed by the time of day alone.</source>
        <translation>Les dates diffèrent : l&apos;hypnogramme a été placé d&apos;après l&apos;heure seule.</translation>
    </message>
    <message>
        <source>The hypnogram has no date, so it was placed by the time of day alone.</source>
        <translation>L&apos;hypnogramme n&apos;a pas de date : il a été placé d&apos;après l&apos;heure seule.</translation>
    </message>
    <message>
        <source>The recording has no date, so the hypnogram was placed by the time of day alone.</source>
        <translation>L&apos;enregistrement n&apos;a pas de date : l&apos;hypnogramme a été placé d&apos;après l&apos;heure seule.</translation>
    </message>
    <message>
        <source>Neither the hypnogram nor the recording has a date, so they were placed by the time of day alone.</source>
        <translation>Ni l&apos;hypnogramme ni l&apos;enregistrement n&apos;ont de date : ils ont été placés d&apos;après l&apos;heure seule.</translation>
    </message>
    <message>
        <source>The hypnogram was placed from the recording&apos;s first epoch: no clock time to go by.</source>
        <translation>L&apos;hypnogramme a été placé à partir de la première époque : aucune heure ne permet de le situer.</translation>
    </message>
    <message>
        <source>Some stages do not fill whole epochs of 30 s; each epoch took the one at its middle.</source>
        <translation>Certains stades ne remplissent pas des époques entières de 30 s ; chaque époque a pris celui de son milieu.</translation>
    </message>
    <message>
        <source>{path} claims stages for more than a month; correct the durations in it.</source>
        <translation>{path} prétend contenir des stades sur plus d&apos;un mois ; corrigez-y les durées.</translation>
    </message>
    <message>
        <source>{path} is no hypnogram that sleepscorer reads; export it as EDF+ or CSV.</source>
        <translation>{path} n&apos;est pas un hypnogramme que sleepscorer sait lire ; exportez-le en EDF+ ou en CSV.</translation>
    </message>
    <message>
        <source>{path} is too large to be a hypnogram; choose the file with the scoring.</source>
        <translation>{path} est trop grand pour un hypnogramme ; choisissez le fichier du scorage.</translation>
    </message>
    <message>
        <source>{path} has {count} lines, too many for a hypnogram; choose another file.</source>
        <translation>{path} a {count} lignes, trop pour un hypnogramme ; choisissez un autre fichier.</translation>
    </message>
    <message>
        <source>{path}, line {line}, has no stage; complete it and read it again.</source>
        <translation>{path}, ligne {line}, n&apos;a pas de stade ; complétez-la et relisez le fichier.</translation>
    </message>
    <message>
        <source>{path} has several columns and no name says which holds the stages; name the columns in its first line (such as onset,duration,stage) and divide them by commas.</source>
        <translation>{path} a plusieurs colonnes et aucun nom ne dit laquelle contient les stades ; nommez les colonnes à la première ligne (par exemple onset,duration,stage) et séparez-les par des virgules.</translation>
    </message>
    <message>
        <source>{path} lists changes of stage and does not say how long the last one lasts; add a column of durations, or a last row ? where it ends.</source>
        <translation>{path} liste des changements de stade et ne dit pas combien dure le dernier ; ajoutez une colonne de durées, ou une dernière ligne ? là où il finit.</translation>
    </message>
    <message>
        <source>{path}: the numbers of its epochs keep no step, so a row may be a change of stage; add a column with the last epoch or the duration of each.</source>
        <translation>{path} : les numéros d&apos;époque n&apos;ont pas de pas constant, une ligne peut donc être un changement de stade ; ajoutez une colonne avec la dernière époque ou la durée de chacun.</translation>
    </message>
    <message>
        <source>{path}, line {line}: its time is not after the one before; keep one night of one scorer in a file, in order.</source>
        <translation>{path}, ligne {line} : le temps n&apos;est pas après le précédent ; gardez une nuit d&apos;un seul scoreur par fichier, dans l&apos;ordre.</translation>
    </message>
    <message>
        <source>{path} holds the stages of {count} nights; keep those of one in a file.</source>
        <translation>{path} contient les stades de {count} nuits ; gardez ceux d&apos;une seule par fichier.</translation>
    </message>
    <message>
        <source>The times of the table begin at 00:00:00 and were counted from the recording&apos;s start.</source>
        <translation>Les temps du tableau commencent à 00:00:00 et ont été comptés depuis le début de l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>Every second line is blank; the blank lines were passed over.</source>
        <translation>Une ligne sur deux est vide ; les lignes vides ont été ignorées.</translation>
    </message>
    <message>
        <source>{path} does not say whether its times are where stages start or end; name the column onset or end.</source>
        <translation>{path} ne dit pas si ses temps sont le début ou la fin des stades ; nommez la colonne onset ou end.</translation>
    </message>
    <message>
        <source>The date {date} was read as day/month/year.</source>
        <translation>La date {date} a été lue comme jour/mois/année.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); export it again from its source.</source>
        <translation>{path} ne peut pas être lu ({reason}) ; exportez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>The night holds no whole epoch, so there is no hypnogram to write.</source>
        <translation>La nuit ne contient aucune époque entière ; il n&apos;y a pas d&apos;hypnogramme à écrire.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); an earlier file of that name is as it was.</source>
        <translation>{path} n&apos;a pas pu être écrit ({reason}) ; un fichier antérieur du même nom est resté tel quel.</translation>
    </message>
    <message>
        <source>{path} does not say its format by its name; end it in one of {endings}.</source>
        <translation>Le nom de {path} n&apos;indique pas son format ; terminez-le par l&apos;une de ces extensions : {endings}.</translation>
    </message>
    <message>
        <source>{path} is the recording itself; choose another name for the copy.</source>
        <translation>{path} est l&apos;enregistrement lui-même ; choisissez un autre nom pour la copie.</translation>
    </message>
    <message>
        <source>This night is open on {host} by {user} since {since} UTC; close it there first, or look at it here without changing it.</source>
        <translation>Cette nuit est ouverte sur {host} par {user} depuis {since} UTC ; fermez-la d&apos;abord là-bas, ou regardez-la ici sans la modifier.</translation>
    </message>
    <message>
        <source>This night was opened by somebody else just now; try again.</source>
        <translation>Cette nuit vient d&apos;être ouverte par quelqu&apos;un d&apos;autre ; réessayez.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); your work is kept in {other} instead.</source>
        <translation>{folder} n&apos;est pas accessible en écriture ({reason}) ; votre travail est conservé dans {other}.</translation>
    </message>
    <message>
        <source>{path} is a link to a file that is not there; see that it is, then open the night again.</source>
        <translation>{path} est un lien vers un fichier absent ; faites en sorte qu’il soit là, puis rouvrez la nuit.</translation>
    </message>
    <message>
        <source>The work kept in {folder} cannot be read ({reason}); see that it can be, then open the night again.</source>
        <translation>Le travail conservé dans {folder} ne peut pas être lu ({reason}) ; faites en sorte qu&apos;il puisse l&apos;être, puis rouvrez la nuit.</translation>
    </message>
    <message>
        <source>Neither {folder} nor {other} can be written ({reason}); make room or change the permissions, then open the night again.</source>
        <translation>Ni {folder} ni {other} n&apos;est accessible en écriture ({reason}) ; libérez de la place ou changez les droits, puis rouvrez la nuit.</translation>
    </message>
    <message>
        <source>{path} does not fit the saved scoring; put a sound copy of both in place.</source>
        <translation>{path} ne correspond pas au scorage enregistré ; remettez une copie saine des deux.</translation>
    </message>
    <message>
        <source>{path} belongs to another recording of the same name; move it to that one.</source>
        <translation>{path} appartient à un autre enregistrement du même nom ; déplacez-le auprès de celui-ci.</translation>
    </message>
    <message>
        <source>{path} is damaged; the changes before the damage were recovered, and the whole was kept as {name}.</source>
        <translation>{path} est endommagé ; les changements antérieurs au dommage ont été récupérés, et l&apos;ensemble a été conservé sous {name}.</translation>
    </message>
    <message>
        <source>{path} was saved by a newer sleepscorer; update to open it.</source>
        <translation>{path} a été enregistré par un sleepscorer plus récent ; mettez le programme à jour pour l&apos;ouvrir.</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}); put a sound copy of it in its place.</source>
        <translation>{path} est endommagé ({reason}) ; remettez-en une copie saine.</translation>
    </message>
    <message>
        <source>It was kept as {name} and a new one was begun.</source>
        <translation>Il a été conservé sous {name} et un nouveau a été commencé.</translation>
    </message>
    <message>
        <source>It was left as it is and not used.</source>
        <translation>Il a été laissé tel quel et n&apos;a pas été utilisé.</translation>
    </message>
    <message>
        <source>The night is open for reading only; the change was not made.</source>
        <translation>La nuit est ouverte en lecture seule ; le changement n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); the change was not made. Make room on the disk and score the epoch again.</source>
        <translation>{folder} n&apos;est pas accessible en écriture ({reason}) ; le changement n&apos;a pas été fait. Libérez de la place sur le disque et scorez l&apos;époque de nouveau.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); the night was not saved, but every change is. Make room on the disk and save again.</source>
        <translation>{folder} n&apos;est pas accessible en écriture ({reason}) ; la nuit n&apos;a pas été enregistrée, mais chaque changement l&apos;est. Libérez de la place sur le disque et enregistrez de nouveau.</translation>
    </message>
    <message>
        <source>Neither {folder} nor {other} can be written ({reason}); the change was not made. Make room on the disk and score the epoch again.</source>
        <translation>Ni {folder} ni {other} n&apos;est accessible en écriture ({reason}) ; le changement n&apos;a pas été fait. Libérez de la place sur le disque et scorez l&apos;époque de nouveau.</translation>
    </message>
    <message>
        <source>Neither {folder} nor {other} can be written ({reason}); the night was not saved, but every change is. Make room on the disk and save again.</source>
        <translation>Ni {folder} ni {other} n&apos;est accessible en écriture ({reason}) ; la nuit n&apos;a pas été enregistrée, mais chaque changement l&apos;est. Libérez de la place sur le disque et enregistrez de nouveau.</translation>
    </message>
    <message>
        <source>The lights markers have changed since; the change was not made.</source>
        <translation>Les marques de lumière ont changé entre-temps ; le changement n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>The marks of epoch {epoch} have changed since; the change was not made.</source>
        <translation>Les marques de l&apos;époque {epoch} ont changé entre-temps ; le changement n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>Epoch {epoch} has changed since; the change was not made.</source>
        <translation>L&apos;époque {epoch} a changé entre-temps ; le changement n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>An event has changed since; the change was not made.</source>
        <translation>Un événement a changé entre-temps ; le changement n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>An event is there twice; the change was not made.</source>
        <translation>Un événement est présent deux fois ; le changement n&apos;a pas été fait.</translation>
    </message>
    <message>
        <source>A model never overwrites an epoch that a person has scored.</source>
        <translation>Un modèle n&apos;écrase jamais une époque qu&apos;une personne a scorée.</translation>
    </message>
    <message>
        <source>The model gave {count} epochs, the recording has {total}; nothing was changed.</source>
        <translation>Le modèle a donné {count} époques, l&apos;enregistrement en a {total} ; rien n&apos;a été changé.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path} ne peut pas être lu ({reason}).</translation>
    </message>
    <message>
        <source>{path} is no montage ({reason}); see docs/montages.md for what one holds.</source>
        <translation>{path} n&apos;est pas un montage ({reason}) ; docs/montages.md dit ce qu&apos;il doit contenir.</translation>
    </message>
    <message>
        <source>The first data record says that it starts {span} after the header does; it was believed.</source>
        <translation>Le premier bloc de données dit commencer {span} après l&apos;en-tête ; c&apos;est lui qui a été cru.</translation>
    </message>
    <message>
        <source>The first data record says that it starts {span} before the header does; it was believed.</source>
        <translation>Le premier bloc de données dit commencer {span} avant l&apos;en-tête ; c&apos;est lui qui a été cru.</translation>
    </message>
    <message>
        <source>{count} stages overlap a different one, as where two people scored; the one that starts or stands later counts.</source>
        <translation>{count} stades en recouvrent un autre, comme si deux personnes avaient scoré ; celui qui commence ou se trouve plus loin compte.</translation>
    </message>
    <message>
        <source>{path} is JSON, but no scoring that sleepscorer saved; export it as EDF+ or CSV.</source>
        <translation>{path} est du JSON, mais pas un scorage enregistré par sleepscorer ; exportez-le en EDF+ ou CSV.</translation>
    </message>
    <message>
        <source>The table leaves out {count} epochs; they are unscored.</source>
        <translation>Il manque {count} époques dans le tableau ; elles ne sont pas scorées.</translation>
    </message>
    <message>
        <source>{name} gave something else than stage probabilities; update it.</source>
        <translation>{name} a donné autre chose que des probabilités de stades ; mettez-le à jour.</translation>
    </message>
    <message>
        <source>{name} failed ({kind}: {reason}).</source>
        <translation>{name} a échoué ({kind} : {reason}).</translation>
    </message>
    <message>
        <source>{path}, line {line}: epoch {after} follows epoch {before}; keep one night in a file, in order.</source>
        <translation>{path}, ligne {line} : l&apos;époque {after} suit l&apos;époque {before} ; un fichier contient une seule nuit, dans l&apos;ordre.</translation>
    </message>
    <message>
        <source>{path} numbers its epochs up to {number}; correct the numbers in it.</source>
        <translation>{path} numérote ses époques jusqu&apos;à {number} ; corrigez ses numéros.</translation>
    </message>
    <message>
        <source>{path}, line {line}, cannot be read ({reason}).</source>
        <translation>{path}, ligne {line}, ne peut être lue ({reason}).</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Statistics</source>
        <translation>Statistiques</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
</context>
<context>
    <name>EpochCard</name>
    <message>
        <source>by the model {name}</source>
        <translation>par le modèle {name}</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>par {name}</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>de {name}</translation>
    </message>
    <message>
        <source>Model&apos;s probabilities</source>
        <translation>Probabilités du modèle</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <source>By a person: {done} of {total}
Unscored: {unscored}</source>
        <translation>Par une personne : {done} sur {total}
Non scorées : {unscored}</translation>
    </message>
    <message>
        <source>Home test</source>
        <translation>Examen à domicile</translation>
    </message>
    <message>
        <source>No EEG tells sleep from wake: events count per hour of monitoring. If an EEG was recorded, set its channel&apos;s role.</source>
        <translation>Aucun EEG ne distingue sommeil et veille : les événements comptent par heure d&apos;enregistrement. Si un EEG a été enregistré, indiquer le rôle de sa voie.</translation>
    </message>
    <message>
        <source>Respiratory event index: {rei} /h
Respiratory events: {respiratory}
Other events: {others}</source>
        <translation>Index d&apos;événements respiratoires : {rei} /h
Événements respiratoires : {respiratory}
Autres événements : {others}</translation>
    </message>
    <message>
        <source>Nobody has scored this epoch.</source>
        <translation>Personne n&apos;a scoré cette époque.</translation>
    </message>
    <message>
        <source>Second scoring: no epoch in common.</source>
        <translation>Second scorage : aucune époque en commun.</translation>
    </message>
    <message>
        <source>Second scoring: kappa {kappa:.3f}, agreement {share:.1%} over {count} epochs</source>
        <translation>Second scorage : kappa {kappa:.3f}, concordance {share:.1%} sur {count} époques</translation>
    </message>
</context>
<context>
    <name>EpochHeader</name>
    <message>
        <source>Stage of this epoch</source>
        <translation>Stade de cette époque</translation>
    </message>
    <message>
        <source>{stage}  (model)</source>
        <translation>{stage}  (modèle)</translation>
    </message>
</context>
<context>
    <name>EventMenu</name>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Type</translation>
    </message>
    <message>
        <source>&amp;Note...</source>
        <translation>&amp;Note...</translation>
    </message>
    <message>
        <source>&amp;Starts here</source>
        <translation>&amp;Commence ici</translation>
    </message>
    <message>
        <source>&amp;Ends here</source>
        <translation>S&apos;&amp;arrête ici</translation>
    </message>
    <message>
        <source>Ne&amp;xt of this kind</source>
        <translation>&amp;Suivant de ce type</translation>
    </message>
    <message>
        <source>&amp;Previous of this kind</source>
        <translation>&amp;Précédent de ce type</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>Note on this event ({event}):</source>
        <translation>Note sur cet événement ({event}) :</translation>
    </message>
    <message>
        <source>Note on an event</source>
        <translation>Note sur un événement</translation>
    </message>
    <message>
        <source>Body position</source>
        <translation>Position du corps</translation>
    </message>
    <message>
        <source>From here on the body lies:</source>
        <translation>À partir d&apos;ici, le corps est :</translation>
    </message>
    <message>
        <source>Own kinds of events</source>
        <translation>Types d&apos;événements propres</translation>
    </message>
    <message>
        <source>One name a line. E and then 1 to {last} mark the first ones; all stand in the menu of an event.</source>
        <translation>Un nom par ligne. E puis 1 à {last} marquent les premiers ; tous sont dans le menu d&apos;un événement.</translation>
    </message>
</context>
<context>
    <name>EventProfiles</name>
    <message>
        <source>AASM 3, rule 1A, graded breath by breath; apnoeas on both flow sensors</source>
        <translation>AASM 3, règle 1A, graduée cycle par cycle ; apnées sur les deux capteurs de débit</translation>
    </message>
    <message>
        <source>AASM 3, rule 1A, graded breath by breath; apnoeas on one flow sensor</source>
        <translation>AASM 3, règle 1A, graduée cycle par cycle ; apnées sur un capteur de débit</translation>
    </message>
    <message>
        <source>AASM 3, rule 1A; apnoeas on both flow sensors</source>
        <translation>AASM 3, règle 1A ; apnées sur les deux capteurs de débit</translation>
    </message>
    <message>
        <source>AASM 3, recommended rule: 30 % for 10 s with 3 % desaturation or an arousal</source>
        <translation>AASM 3, règle recommandée : 30 % pendant 10 s avec 3 % de désaturation ou un micro-éveil</translation>
    </message>
    <message>
        <source>AASM 3, conservative reading of the recommended rule</source>
        <translation>AASM 3, règle recommandée, lecture prudente</translation>
    </message>
    <message>
        <source>AASM 3, sensitive: flow falls by 25 %, for upper airway resistance</source>
        <translation>AASM 3, sensible : le débit baisse de 25 %, pour la résistance des voies aériennes supérieures</translation>
    </message>
    <message>
        <source>AASM 2 (2012): 3 % desaturation or an arousal</source>
        <translation>AASM 2 (2012) : 3 % de désaturation ou un micro-éveil</translation>
    </message>
    <message>
        <source>AASM 2007: 4 % desaturation, no arousal</source>
        <translation>AASM 2007 : 4 % de désaturation, sans micro-éveil</translation>
    </message>
    <message>
        <source>AASM rule 1B (CMS, Medicare): 4 % desaturation, no arousal</source>
        <translation>Règle AASM 1B (CMS, Medicare) : 4 % de désaturation, sans micro-éveil</translation>
    </message>
    <message>
        <source>As scored in MESA and SHHS (NSRR): on nasal pressure first</source>
        <translation>Comme dans MESA et SHHS (NSRR) : d&apos;abord sur la pression nasale</translation>
    </message>
    <message>
        <source>Chicago criteria of 1999: flow falls by half</source>
        <translation>Critères de Chicago de 1999 : le débit baisse de moitié</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Voie</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Number of events by kind</source>
        <translation>Nombre d&apos;événements par type</translation>
    </message>
    <message>
        <source>Kind of events that are listed</source>
        <translation>Type des événements listés</translation>
    </message>
    <message>
        <source>all but these</source>
        <translation>tous les autres</translation>
    </message>
    <message>
        <source>All events ({count})</source>
        <translation>Tous les événements ({count})</translation>
    </message>
    <message>
        <source>Events of the night</source>
        <translation>Événements de la nuit</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Export the page</source>
        <translation>Exporter la page</translation>
    </message>
    <message>
        <source>Export the night</source>
        <translation>Exporter la nuit</translation>
    </message>
    <message>
        <source>{path} has no ending that is written here; use one of {endings}.</source>
        <translation>{path} n’a pas d’extension prise en charge ici ; utilisez l’une de {endings}.</translation>
    </message>
    <message>
        <source>That is the recording itself; choose another name for the export.</source>
        <translation>C’est l’enregistrement lui-même ; choisissez un autre nom pour l’export.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); choose another folder.</source>
        <translation>{path} n’a pas pu être écrit ({reason}) ; choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Exported: {path}</source>
        <translation>Exporté : {path}</translation>
    </message>
    <message>
        <source>The picture of the page is on the clipboard.</source>
        <translation>L’image de la page est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>the picture could not be saved</source>
        <translation>l’image n’a pas pu être enregistrée</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Import events</source>
        <translation>Importer des événements</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>Files with events</source>
        <translation>Fichiers d&apos;événements</translation>
    </message>
    <message>
        <source>The import</source>
        <translation>L&apos;importation</translation>
    </message>
    <message>
        <source>{count} events were imported from {name}.</source>
        <translation>{count} événements ont été importés de {name}.</translation>
    </message>
    <message>
        <source>{count} were there already.</source>
        <translation>{count} étaient déjà là.</translation>
    </message>
    <message>
        <source>{count} events lie outside the recording and were left out.</source>
        <translation>{count} événements sont hors de l&apos;enregistrement et ont été laissés de côté.</translation>
    </message>
    <message>
        <source>Of no kind known here, kept as other events with their words: {named}</source>
        <translation>D&apos;aucun type connu ici, gardés comme autres événements avec leurs mots : {named}</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Ouvrir un enregistrement</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Enregistrements</translation>
    </message>
    <message>
        <source>Compare with hypnograms</source>
        <translation>Comparer avec des hypnogrammes</translation>
    </message>
    <message>
        <source>Hypnograms</source>
        <translation>Hypnogrammes</translation>
    </message>
    <message>
        <source>Length of an epoch</source>
        <translation>Durée d’une époque</translation>
    </message>
    <message>
        <source>The file does not say how long its epochs are. The answer is kept for other files, and can be changed in the preferences. Seconds:</source>
        <translation>Le fichier ne dit pas la durée de ses époques. La réponse vaut aussi pour d&apos;autres fichiers et peut être changée dans les préférences. Secondes :</translation>
    </message>
    <message>
        <source>Start of the hypnogram</source>
        <translation>Début de l’hypnogramme</translation>
    </message>
    <message>
        <source>The file does not say when it starts. It starts with epoch:</source>
        <translation>Le fichier ne dit pas quand il commence. Il commence à l’époque :</translation>
    </message>
    <message>
        <source>Export hypnogram</source>
        <translation>Exporter l&apos;hypnogramme</translation>
    </message>
    <message>
        <source>That is the recording itself; choose another name for the hypnogram.</source>
        <translation>C&apos;est l&apos;enregistrement lui-même ; choisissez un autre nom pour l&apos;hypnogramme.</translation>
    </message>
    <message>
        <source>Exported and read back: {path}</source>
        <translation>Exporté et relu : {path}</translation>
    </message>
    <message>
        <source>Copy the recording with the scoring</source>
        <translation>Copier l&apos;enregistrement avec le scorage</translation>
    </message>
    <message>
        <source>Anonymous copy</source>
        <translation>Copie anonyme</translation>
    </message>
    <message>
        <source>Leave out every free text</source>
        <translation>Omettre tous les textes libres</translation>
    </message>
    <message>
        <source>Words of the patient&apos;s name, identification and birth date are struck out in any case. Other names, such as those of relatives, are not known; this leaves out every text that is not a stage, lights or an event of a known kind.</source>
        <translation>Les mots du nom, de l&apos;identifiant et de la date de naissance du patient sont masqués dans tous les cas. D&apos;autres noms, comme ceux de proches, ne sont pas connus ; ceci omet tout texte qui n&apos;est ni un stade, ni la lumière, ni un événement d&apos;un type connu.</translation>
    </message>
    <message>
        <source>Shift the date by so many days (0 keeps it):</source>
        <translation>Décaler la date d’autant de jours (0 la garde) :</translation>
    </message>
    <message>
        <source>The copy</source>
        <translation>La copie</translation>
    </message>
    <message>
        <source>Copied and read back: {path}</source>
        <translation>Copié et relu : {path}</translation>
    </message>
    <message>
        <source>Copying the recording to {path}; you can go on scoring.</source>
        <translation>L&apos;enregistrement est copié vers {path} ; vous pouvez continuer à scorer.</translation>
    </message>
    <message>
        <source>Recordings, or a session file of naps</source>
        <translation>Enregistrements ou fichier de séance</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>High-pass</source>
        <translation>Passe-haut</translation>
    </message>
    <message>
        <source>Low-pass</source>
        <translation>Passe-bas</translation>
    </message>
    <message>
        <source>Mains notch</source>
        <translation>Filtre secteur</translation>
    </message>
    <message>
        <source>Filter values</source>
        <translation>Valeurs des filtres</translation>
    </message>
    <message>
        <source>&amp;Filter the traces</source>
        <translation>&amp;Filtrer les tracés</translation>
    </message>
    <message>
        <source>These filters change what is shown, not what is kept, exported or fed to a model. A trace of a montage can have filters of its own.</source>
        <translation>Ces filtres changent ce qui est affiché, non ce qui est enregistré, exporté ou donné à un modèle. Un tracé d&apos;un montage peut avoir ses propres filtres.</translation>
    </message>
    <message>
        <source>{heading} of {role}</source>
        <translation>{heading} : {role}</translation>
    </message>
    <message>
        <source>as in the menu</source>
        <translation>comme au menu</translation>
    </message>
    <message>
        <source>{name}: the high-pass ({low:g} Hz) has to be below the low-pass ({high:g} Hz).</source>
        <translation>{name} : le passe-haut ({low:g} Hz) doit être inférieur au passe-bas ({high:g} Hz).</translation>
    </message>
    <message>
        <source>off</source>
        <translation>sans</translation>
    </message>
    <message>
        <source>“{text}” is no frequency; type a number of hertz, such as 0.3.</source>
        <translation>« {text} » n&apos;est pas une fréquence ; tapez un nombre de hertz, par exemple 0,3.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>EDF+ hypnogram, a record of 30 s per epoch: read by every program tried</source>
        <translation>Hypnogramme EDF+, un bloc de 30 s par époque : lu par tous les programmes essayés</translation>
    </message>
    <message>
        <source>Table of stages, who set them, and probabilities</source>
        <translation>Tableau des stades, de leurs auteurs et des probabilités</translation>
    </message>
    <message>
        <source>EDF+ with runs of stages and texts of Rechtschaffen &amp; Kales, as in Sleep-EDF</source>
        <translation>EDF+ avec des suites de stades et les textes de Rechtschaffen &amp; Kales, comme dans Sleep-EDF</translation>
    </message>
    <message>
        <source>EDF+ with an annotation per run of epochs of one stage</source>
        <translation>EDF+ avec une annotation par suite d&apos;époques du même stade</translation>
    </message>
    <message>
        <source>EDF+ with one data record of duration 0, to the letter; not every program reads it</source>
        <translation>EDF+ avec un seul bloc de durée 0, à la lettre ; tous les programmes ne le lisent pas</translation>
    </message>
    <message>
        <source>Luna .annot, an interval per epoch</source>
        <translation>Luna .annot, un intervalle par époque</translation>
    </message>
    <message>
        <source>Luna .eannot, a word per epoch</source>
        <translation>Luna .eannot, un mot par époque</translation>
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
        <translation>Tableau d&apos;événements BIDS</translation>
    </message>
    <message>
        <source>BIDS hypnogram, as the proposal on sleep has it</source>
        <translation>Hypnogramme BIDS, tel que la proposition sur le sommeil le prévoit</translation>
    </message>
    <message>
        <source>Table for YASA with a column Stage</source>
        <translation>Tableau pour YASA avec une colonne Stage</translation>
    </message>
    <message>
        <source>Text, W N1 N2 N3 R or ? on each line</source>
        <translation>Texte, W N1 N2 N3 R ou ? sur chaque ligne</translation>
    </message>
    <message>
        <source>Text, 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 unscored on each line</source>
        <translation>Texte, 0 W, 1 N1, 2 N2, 3 N3, 4 R, -2 non scoré sur chaque ligne</translation>
    </message>
    <message>
        <source>SOMNOmedics DOMINO sleep profile</source>
        <translation>Profil de sommeil SOMNOmedics DOMINO</translation>
    </message>
    <message>
        <source>Table of annotations for EDFbrowser</source>
        <translation>Tableau d’annotations pour EDFbrowser</translation>
    </message>
    <message>
        <source>XML of annotations for EDFbrowser</source>
        <translation>XML d’annotations pour EDFbrowser</translation>
    </message>
    <message>
        <source>Table of annotations for MNE-Python</source>
        <translation>Tableau d’annotations pour MNE-Python</translation>
    </message>
    <message>
        <source>ScoringHero JSON</source>
        <translation>JSON de ScoringHero</translation>
    </message>
    <message>
        <source>Wonambi annotations (XML)</source>
        <translation>Annotations de Wonambi (XML)</translation>
    </message>
    <message>
        <source>Elan hypnogram, also for Visbrain</source>
        <translation>Hypnogramme Elan, aussi pour Visbrain</translation>
    </message>
    <message>
        <source>Visbrain stage-duration text</source>
        <translation>Texte Visbrain des stades et de leur fin</translation>
    </message>
    <message>
        <source>U-Sleep list of starts, durations and stages</source>
        <translation>Liste U-Sleep de débuts, durées et stades</translation>
    </message>
    <message>
        <source>Array of numpy, a number per epoch, as U-Sleep reads it</source>
        <translation>Tableau numpy, un nombre par époque, comme U-Sleep le lit</translation>
    </message>
    <message>
        <source>SleepTrip and SpiSOP, two columns</source>
        <translation>SleepTrip et SpiSOP, deux colonnes</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>{doing} failed ({kind}); the rest of your work is not touched. The log file says where.</source>
        <translation>{doing} : échec ({kind}) ; le reste de votre travail est intact. Le journal dit où.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Usual keys</source>
        <translation>Touches habituelles</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>Main gauche</translation>
    </message>
    <message>
        <source>AZERTY</source>
        <translation>AZERTY</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path} ne peut pas être lu ({reason}).</translation>
    </message>
    <message>
        <source>{path} is no key profile ({reason}).</source>
        <translation>{path} n&apos;est pas un profil de touches ({reason}).</translation>
    </message>
    <message>
        <source>{path} names the action “{name}”, which there is not.</source>
        <translation>{path} nomme l&apos;action « {name} », qui n&apos;existe pas.</translation>
    </message>
    <message>
        <source>{path} gives “{name}” the key “{key}”, which there is not.</source>
        <translation>{path} donne à « {name} » la touche « {key} », qui n&apos;existe pas.</translation>
    </message>
    <message>
        <source>{path} gives {key} to both “{first}” and “{name}”; choose another key.</source>
        <translation>{path} donne {key} à « {first} » et à « {name} » ; choisissez une autre touche.</translation>
    </message>
    <message>
        <source>{path} gives “{name}” the key {key}, with which {longer} of “{other}” begins; choose another key.</source>
        <translation>{path} donne à « {name} » la touche {key}, par laquelle commence {longer} de « {other} » ; choisissez une autre touche.</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>Channel labels</source>
        <translation>Noms des voies</translation>
    </message>
    <message>
        <source>Click: hide, invert, gain. Wheel: gain of this channel.</source>
        <translation>Clic : masquer, inverser, gain. Molette : gain de cette voie.</translation>
    </message>
    <message>
        <source>hidden: {count} channels</source>
        <translation>masqués : {count} canaux</translation>
    </message>
    <message>
        <source>hidden: {channels}</source>
        <translation>masqués : {channels}</translation>
    </message>
    <message>
        <source>inv.</source>
        <translation>inv.</translation>
    </message>
    <message>
        <source>codes assumed</source>
        <translation>codes supposés</translation>
    </message>
    <message>
        <source>own scale</source>
        <translation>échelle propre</translation>
    </message>
    <message>
        <source>{unit}, own scale</source>
        <translation>{unit}, échelle propre</translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>slow waves {seconds:.1f} / {needed:.1f} s</source>
        <translation>ondes lentes {seconds:.1f} / {needed:.1f} s</translation>
    </message>
    <message>
        <source>slow waves, automatic: {seconds:.1f} / {needed:.1f} s</source>
        <translation>ondes lentes, automatique : {seconds:.1f} / {needed:.1f} s</translation>
    </message>
    <message>
        <source>no signal</source>
        <translation>pas de signal</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>F&amp;ichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation>&amp;Scorage</translation>
    </message>
    <message>
        <source>Eve&amp;nt</source>
        <translation>É&amp;vénement</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>A&amp;ller</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;ffichage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Aide</translation>
    </message>
    <message>
        <source>&amp;Channels</source>
        <translation>V&amp;oies</translation>
    </message>
    <message>
        <source>Trace by trace</source>
        <translation>Tracé par tracé</translation>
    </message>
    <message>
        <source>Night st&amp;rip</source>
        <translation>&amp;Bande de la nuit</translation>
    </message>
    <message>
        <source>Mo&amp;del</source>
        <translation>Mo&amp;dèle</translation>
    </message>
    <message>
        <source>Second op&amp;inion</source>
        <translation>&amp;Second avis</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>Comme enregistré</translation>
    </message>
    <message>
        <source>No mains filter</source>
        <translation>Sans filtre secteur</translation>
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
        <translation>&amp;Filtre secteur</translation>
    </message>
    <message>
        <source>Overla&amp;ys</source>
        <translation>Superpositions</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>The variant of {family} that the recording&apos;s channels can feed best.</source>
        <translation>La variante de {family} qui convient le mieux aux voies de l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>{family}, the variant that fits</source>
        <translation>{family}, la variante qui convient</translation>
    </message>
    <message>
        <source>An outside scorer, version {version}</source>
        <translation>Un scoreur externe, version {version}</translation>
    </message>
    <message>
        <source>An outside scorer, not installed: {how}</source>
        <translation>Un scoreur externe, non installé : {how}</translation>
    </message>
    <message>
        <source>kappa {kappa:.2f}, accuracy {accuracy:.0%} on {where}</source>
        <translation>kappa {kappa:.2f}, exactitude {accuracy:.0%} sur {where}</translation>
    </message>
    <message>
        <source>{count:,} trainable parameters</source>
        <translation>{count:,} paramètres entraînables</translation>
    </message>
    <message>
        <source>The card of this model cannot be read; install the model again.</source>
        <translation>La fiche de ce modèle ne peut pas être lue ; réinstallez le modèle.</translation>
    </message>
    <message>
        <source>&amp;About this model...</source>
        <translation>À &amp;propos de ce modèle...</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>{model} pre-scores from now on; Ctrl+P scores this night with it.</source>
        <translation>{model} préscore désormais ; Ctrl+P score cette nuit avec lui.</translation>
    </message>
    <message>
        <source>The model {name} is not installed; choose another one.</source>
        <translation>Le modèle {name} n&apos;est pas installé ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>À propos de ce modèle</translation>
    </message>
    <message>
        <source>The second opinion of {model}</source>
        <translation>Le second avis de {model}</translation>
    </message>
    <message>
        <source>Second opinion, shown below yours.</source>
        <translation>Second avis, affiché sous le vôtre.</translation>
    </message>
</context>
<context>
    <name>MontageEditor</name>
    <message>
        <source>Montages</source>
        <translation>Montages</translation>
    </message>
    <message>
        <source>&amp;Montage</source>
        <translation>&amp;Montage</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Nouveau</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Dupliquer</translation>
    </message>
    <message>
        <source>D&amp;elete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>N&amp;ame</source>
        <translation>N&amp;om</translation>
    </message>
    <message>
        <source>Length of a page that comes with the montage</source>
        <translation>Durée de page qui vient avec le montage</translation>
    </message>
    <message>
        <source>Scale of the voltages that comes with the montage</source>
        <translation>Échelle des tensions qui vient avec le montage</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Touche</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Voltages</source>
        <translation>Tensions</translation>
    </message>
    <message>
        <source>Traces of the montage</source>
        <translation>Tracés du montage</translation>
    </message>
    <message>
        <source>Add &amp;trace</source>
        <translation>&amp;Ajouter un tracé</translation>
    </message>
    <message>
        <source>Remo&amp;ve trace</source>
        <translation>&amp;Enlever le tracé</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>{keys} in the list</source>
        <translation>{keys} dans la liste</translation>
    </message>
    <message>
        <source>{name} (comes with the program)</source>
        <translation>{name} (fourni avec le programme)</translation>
    </message>
    <message>
        <source>This montage comes with the program: duplicate it to have one that you can change.</source>
        <translation>Ce montage est fourni avec le programme : dupliquez-le pour en avoir un que vous pouvez modifier.</translation>
    </message>
    <message>
        <source>{count} traces are changed together.</source>
        <translation>{count} tracés sont modifiés ensemble.</translation>
    </message>
    <message>
        <source>My montage</source>
        <translation>Mon montage</translation>
    </message>
    <message>
        <source>{name}, copy</source>
        <translation>{name}, copie</translation>
    </message>
    <message>
        <source>The montages could not be saved ({reason}).</source>
        <translation>Les montages n&apos;ont pas pu être enregistrés ({reason}).</translation>
    </message>
    <message>
        <source>as in view</source>
        <translation>comme affiché</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>(sans nom)</translation>
    </message>
    <message>
        <source>(hidden)</source>
        <translation>(masqué)</translation>
    </message>
    <message>
        <source>Montages have been changed but not saved.</source>
        <translation>Des montages ont été modifiés, mais pas enregistrés.</translation>
    </message>
    <message>
        <source>&amp;Discard the changes</source>
        <translation>&amp;Abandonner les modifications</translation>
    </message>
    <message>
        <source>&amp;Go on editing</source>
        <translation>&amp;Continuer</translation>
    </message>
    <message>
        <source>{key} was the key of “{name}”, which has none now.</source>
        <translation>{key} était la touche de « {name} », qui n&apos;en a plus.</translation>
    </message>
    <message>
        <source>A montage needs a name.</source>
        <translation>Il faut un nom au montage.</translation>
    </message>
    <message>
        <source>There is another montage “{name}”; choose another name.</source>
        <translation>Il y a déjà un montage « {name} » ; choisissez un autre nom.</translation>
    </message>
    <message>
        <source>“{name}” has no trace; add one.</source>
        <translation>« {name} » n&apos;a aucun tracé ; ajoutez-en un.</translation>
    </message>
    <message>
        <source>A trace has no name; give it one, such as C4-M1.</source>
        <translation>Un tracé n&apos;a pas de nom ; donnez-lui-en un, par exemple C4-M1.</translation>
    </message>
    <message>
        <source>{trace}: the lower edge has to be below the upper one.</source>
        <translation>{trace} : le bord inférieur doit être sous le bord supérieur.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Preview: epoch {epoch}</source>
        <translation>Aperçu : époque {epoch}</translation>
    </message>
    <message>
        <source>This recording lacks {channels}, or their rates or units differ.</source>
        <translation>Il manque à cet enregistrement {channels}, ou leurs fréquences ou unités diffèrent.</translation>
    </message>
    <message>
        <source>none, M1, or M1, M2 for their mean</source>
        <translation>rien, M1, ou M1, M2 pour leur moyenne</translation>
    </message>
    <message>
        <source>as the role</source>
        <translation>comme le rôle</translation>
    </message>
    <message>
        <source>Height of the lane; that of an EEG is 1</source>
        <translation>Hauteur de la ligne ; celle d’un EEG est 1</translation>
    </message>
    <message>
        <source>that of the role, or such as #17304f</source>
        <translation>celle du rôle, ou par exemple #17304f</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir...</translation>
    </message>
    <message>
        <source>Hidden until it is asked for</source>
        <translation>Masqué tant qu&apos;il n&apos;est pas demandé</translation>
    </message>
    <message>
        <source>as the label says</source>
        <translation>selon le libellé</translation>
    </message>
    <message>
        <source>lane height</source>
        <translation>hauteur de ligne</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Libellé</translation>
    </message>
    <message>
        <source>&amp;Channel</source>
        <translation>&amp;Voie</translation>
    </message>
    <message>
        <source>m&amp;inus</source>
        <translation>mo&amp;ins</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rôle</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>Am&amp;plitude</translation>
    </message>
    <message>
        <source>&amp;Gain</source>
        <translation>&amp;Gain</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>&amp;Couleur</translation>
    </message>
    <message>
        <source>High-&amp;pass</source>
        <translation>Passe-&amp;haut</translation>
    </message>
    <message>
        <source>Lo&amp;w-pass</source>
        <translation>Passe-&amp;bas</translation>
    </message>
    <message>
        <source>Mains notc&amp;h</source>
        <translation>Filtre secte&amp;ur</translation>
    </message>
    <message>
        <source>as the role ({frequency})</source>
        <translation>selon le rôle ({frequency})</translation>
    </message>
    <message>
        <source>“{text}” is no colour; type one such as #17304f, or nothing.</source>
        <translation>« {text} » n&apos;est pas une couleur ; tapez-en une comme #17304f, ou rien.</translation>
    </message>
    <message>
        <source>Colour of {trace}</source>
        <translation>Couleur de {trace}</translation>
    </message>
    <message>
        <source>the one called as the label</source>
        <translation>celle qui porte le libellé</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>de … à …</translation>
    </message>
    <message>
        <source>Microvolts per millimetre</source>
        <translation>Microvolts par millimètre</translation>
    </message>
    <message>
        <source>Value at the lower edge</source>
        <translation>Valeur au bord inférieur</translation>
    </message>
    <message>
        <source>Value at the upper edge</source>
        <translation>Valeur au bord supérieur</translation>
    </message>
</context>
<context>
    <name>Montages</name>
    <message>
        <source>AASM recommended</source>
        <translation>AASM recommandé</translation>
    </message>
    <message>
        <source>AASM acceptable</source>
        <translation>AASM acceptable</translation>
    </message>
    <message>
        <source>AASM backup</source>
        <translation>AASM secours</translation>
    </message>
    <message>
        <source>Bipolar</source>
        <translation>Bipolaire</translation>
    </message>
    <message>
        <source>Sleep-EDF</source>
        <translation>Sleep-EDF</translation>
    </message>
    <message>
        <source>Respiration</source>
        <translation>Respiration</translation>
    </message>
    <message>
        <source>Titration</source>
        <translation>Titration</translation>
    </message>
    <message>
        <source>Home test</source>
        <translation>Examen à domicile</translation>
    </message>
    <message>
        <source>MSLT</source>
        <translation>TILE</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Enfant</translation>
    </message>
</context>
<context>
    <name>NightView</name>
    <message>
        <source>Open a recording: Ctrl+O, or drop an EDF or BDF file here.</source>
        <translation>Ouvrir un enregistrement : Ctrl+O, ou déposez ici un fichier EDF ou BDF.</translation>
    </message>
    <message>
        <source>The recording has no channel of the montage “{name}”; all are shown.</source>
        <translation>L&apos;enregistrement n&apos;a aucune voie du montage « {name} » ; toutes sont affichées.</translation>
    </message>
    <message>
        <source>{shown} for {asked}</source>
        <translation>{shown} pour {asked}</translation>
    </message>
    <message>
        <source>Montage “{name}”, shown instead: {channels}.</source>
        <translation>Montage « {name} », affiché à la place : {channels}.</translation>
    </message>
    <message>
        <source>Montage “{name}”: the recording lacks {channels}.</source>
        <translation>Montage « {name} » : il manque à l&apos;enregistrement {channels}.</translation>
    </message>
    <message>
        <source>Hide {channel}</source>
        <translation>Masquer {channel}</translation>
    </message>
    <message>
        <source>Invert {channel}</source>
        <translation>Inverser {channel}</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Plus grand</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Plus petit</translation>
    </message>
    <message>
        <source>Common scale</source>
        <translation>Échelle commune</translation>
    </message>
    <message>
        <source>Open the clinical sample</source>
        <translation>Ouvrir l’exemple clinique</translation>
    </message>
    <message>
        <source>One simulated hour with all channels of a laboratory; made in seconds.</source>
        <translation>Une heure simulée avec toutes les voies d’un laboratoire ; créée en quelques secondes.</translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message>
        <source>No overlay is installed</source>
        <translation>Aucune superposition n’est installée</translation>
    </message>
    <message>
        <source>The overlay {title} failed ({kind}) and was switched off; the log file says where.</source>
        <translation>La superposition {title} a échoué ({kind}) et a été désactivée ; le fichier journal dit où.</translation>
    </message>
    <message>
        <source>The overlay {title}</source>
        <translation>La superposition {title}</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Reading the page</source>
        <translation>La lecture de la page</translation>
    </message>
    <message>
        <source>reading...</source>
        <translation>lecture en cours...</translation>
    </message>
    <message>
        <source>periodic</source>
        <translation>périodique</translation>
    </message>
    <message>
        <source>whole night</source>
        <translation>nuit entière</translation>
    </message>
    <message>
        <source>−{drop:.0f} %, nadir {nadir:.0f}</source>
        <translation>−{drop:.0f} %, nadir {nadir:.0f}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Type a part of a command</source>
        <translation>Tapez une partie d&apos;une commande</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Commandes trouvées</translation>
    </message>
</context>
<context>
    <name>Positions</name>
    <message>
        <source>Codes of body position</source>
        <translation>Codes de position du corps</translation>
    </message>
    <message>
        <source>Every recorder has its own codes: look into its manual, or at the video. What you choose is remembered for all recordings of this recorder.</source>
        <translation>Chaque enregistreur a ses propres codes : consultez son manuel ou la vidéo. Votre choix est retenu pour tous les enregistrements de cet enregistreur.</translation>
    </message>
    <message>
        <source>Position of code {code}</source>
        <translation>Position du code {code}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnue</translation>
    </message>
    <message>
        <source>Body position: this recorder does not tell what {codes} mean.</source>
        <translation>Position du corps : cet enregistreur ne dit pas ce que {codes} signifient.</translation>
    </message>
    <message>
        <source>The usual: {codes}</source>
        <translation>Les usuels : {codes}</translation>
    </message>
    <message>
        <source>Tell it...</source>
        <translation>L’indiquer...</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Line to measure</source>
        <translation>Trait à mesurer</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>A stage key goes to the next epoch</source>
        <translation>Une touche de stade passe à l&apos;époque suivante</translation>
    </message>
    <message>
        <source>Remember recent nights and where I was in them</source>
        <translation>Se souvenir des dernières nuits et de l&apos;endroit atteint</translation>
    </message>
    <message>
        <source>Offer the last night at the start</source>
        <translation>Proposer la dernière nuit au démarrage</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>demander</translation>
    </message>
    <message>
        <source>Your &amp;initials</source>
        <translation>&amp;Vos initiales</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Touches</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Couleurs</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>L&amp;angue</translation>
    </message>
    <message>
        <source>Another language is used from the next start on.</source>
        <translation>Une autre langue s&apos;applique au prochain démarrage.</translation>
    </message>
    <message>
        <source>&amp;Epochs of text hypnograms</source>
        <translation>Époques des h&amp;ypnogrammes texte</translation>
    </message>
    <message>
        <source>&amp;Rules of proposed events</source>
        <translation>&amp;Règles des événements proposés</translation>
    </message>
    <message>
        <source>Reports name the &amp;patient and the recording</source>
        <translation>Les comptes rendus nomment le &amp;patient et l&apos;enregistrement</translation>
    </message>
    <message>
        <source>La&amp;boratory on reports</source>
        <translation>La&amp;boratoire sur les comptes rendus</translation>
    </message>
    <message>
        <source>L&amp;ogo on reports (file)</source>
        <translation>Lo&amp;go sur les comptes rendus (fichier)</translation>
    </message>
    <message>
        <source>&amp;Template of reports (HTML file)</source>
        <translation>&amp;Modèle des comptes rendus (fichier HTML)</translation>
    </message>
    <message>
        <source>Scale: measure this line with a ruler and enter its length.</source>
        <translation>Échelle : mesurez ce trait avec une règle et entrez sa longueur.</translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation>&amp;Longueur</translation>
    </message>
</context>
<context>
    <name>Proposals</name>
    <message>
        <source>Proposing events</source>
        <translation>La proposition d’événements</translation>
    </message>
    <message>
        <source>Proposing events: {share}; Esc stops it.</source>
        <translation>Proposition d’événements : {share} ; Échap l’arrête.</translation>
    </message>
    <message>
        <source>{count} events are proposed for review: Space goes through them and the epochs.</source>
        <translation>{count} événements sont proposés à la revue : Espace les parcourt, avec les époques.</translation>
    </message>
    <message>
        <source>{count} proposed events were found on other stages; their indices follow the stages. Propose events looks again.</source>
        <translation>{count} événements proposés ont été trouvés sur d’autres stades ; leurs index suivent les stades. « Proposer des événements » cherche à nouveau.</translation>
    </message>
    <message>
        <source>No proposed event is left to review.</source>
        <translation>Il ne reste aucun événement proposé à revoir.</translation>
    </message>
    <message>
        <source>No proposed event is chosen; Next proposed event chooses one.</source>
        <translation>Aucun événement proposé n’est choisi ; « Événement proposé suivant » en choisit un.</translation>
    </message>
    <message>
        <source>AHI {index} ({confirmed} of {total} proposed events confirmed)</source>
        <translation>IAH {index} ({confirmed} événements proposés confirmés sur {total})</translation>
    </message>
    <message>
        <source>REI {index} ({confirmed} of {total} proposed events confirmed)</source>
        <translation>REI {index} ({confirmed} événements proposés confirmés sur {total})</translation>
    </message>
    <message>
        <source>proposed by {scorer}</source>
        <translation>proposé par {scorer}</translation>
    </message>
    <message>
        <source>, score {score}</source>
        <translation>, note {score}</translation>
    </message>
    <message>
        <source>confirmed by {name}</source>
        <translation>confirmé par {name}</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>The model is not sure of the stage.</source>
        <translation>Le modèle n&apos;est pas sûr du stade.</translation>
    </message>
    <message>
        <source>Two stages are about equally likely.</source>
        <translation>Deux stades sont à peu près aussi probables.</translation>
    </message>
    <message>
        <source>The epochs around it speak for another stage.</source>
        <translation>Les époques voisines parlent pour un autre stade.</translation>
    </message>
    <message>
        <source>Sleep onset: it decides the sleep latency.</source>
        <translation>Endormissement : il détermine la latence d&apos;endormissement.</translation>
    </message>
    <message>
        <source>First N2 after N1: is there a K-complex or a spindle?</source>
        <translation>Premier N2 après N1 : y a-t-il un complexe K ou un fuseau ?</translation>
    </message>
    <message>
        <source>First stage R after N2: are there rapid eye movements and low chin tone?</source>
        <translation>Premier stade R après N2 : y a-t-il des mouvements oculaires rapides et un tonus mentonnier bas ?</translation>
    </message>
    <message>
        <source>Border of N2 and N3: are there 6 s of slow waves?</source>
        <translation>Limite de N2 et N3 : y a-t-il 6 s d&apos;ondes lentes ?</translation>
    </message>
    <message>
        <source>From wake straight to stage R.</source>
        <translation>De l&apos;éveil directement au stade R.</translation>
    </message>
    <message>
        <source>From N3 straight to stage R.</source>
        <translation>De N3 directement au stade R.</translation>
    </message>
    <message>
        <source>From stage R straight to N3.</source>
        <translation>Du stade R directement à N3.</translation>
    </message>
    <message>
        <source>From wake straight to N3.</source>
        <translation>De l&apos;éveil directement à N3.</translation>
    </message>
    <message>
        <source>A single epoch between two of another stage.</source>
        <translation>Une seule époque entre deux d&apos;un autre stade.</translation>
    </message>
    <message>
        <source>The signal is flat.</source>
        <translation>Le signal est plat.</translation>
    </message>
    <message>
        <source>The signal is at the limit of the amplifier.</source>
        <translation>Le signal est à la limite de l&apos;amplificateur.</translation>
    </message>
    <message>
        <source>The signal is far larger than any EEG.</source>
        <translation>Le signal est bien plus grand que tout EEG.</translation>
    </message>
    <message>
        <source>There is no signal.</source>
        <translation>Il n&apos;y a pas de signal.</translation>
    </message>
    <message>
        <source>Somebody marked this epoch as not sure.</source>
        <translation>Quelqu&apos;un a marqué cette époque comme incertaine.</translation>
    </message>
    <message>
        <source>Tie: as many scorers say one stage as another.</source>
        <translation>Ex æquo : autant de scoreurs pour un stade que pour un autre.</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Open re&amp;cent</source>
        <translation>Ouvrir un ré&amp;cent</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>&amp;Oublier ceux-ci</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>La liste</translation>
    </message>
    <message>
        <source>This file is no longer there.</source>
        <translation>Ce fichier n&apos;est plus là.</translation>
    </message>
    <message>
        <source>The last night again, {name}: Ctrl+Shift+O</source>
        <translation>Reprendre la dernière nuit, {name} : Ctrl+Maj+O</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Web page</source>
        <translation>Page web</translation>
    </message>
    <message>
        <source>Document to edit</source>
        <translation>Document modifiable</translation>
    </message>
    <message>
        <source>Multiple sleep latency test (MSLT): 20 min without sleep</source>
        <translation>Test itératif de latence (TILE) : 20 min sans sommeil</translation>
    </message>
    <message>
        <source>Maintenance of wakefulness test (MWT): 40 min without sleep</source>
        <translation>Test de maintien de l&apos;éveil (TME) : 40 min sans sommeil</translation>
    </message>
    <message>
        <source>Report of naps</source>
        <translation>Compte rendu de siestes</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le compte rendu</translation>
    </message>
    <message>
        <source>Choose the recordings of all naps, or their session file</source>
        <translation>Choisir les enregistrements de toutes les siestes, ou leur fichier de séance</translation>
    </message>
    <message>
        <source>The naps are kept together in {path}.</source>
        <translation>Le fichier {path} retient quels enregistrements vont ensemble.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); choose another folder.</source>
        <translation>{path} n&apos;a pas pu être écrit ({reason}) ; choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Report saved: {path}</source>
        <translation>Compte rendu enregistré : {path}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Compte rendu</translation>
    </message>
    <message>
        <source>&amp;Name the patient and the recording</source>
        <translation>&amp;Nommer le patient et l&apos;enregistrement</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Commentaire</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>The check of the signal</source>
        <translation>Le contrôle du signal</translation>
    </message>
    <message>
        <source>{left} of {total} epochs deserve a look ({share:.0%}), about {wrong:.0f} of them are expected wrong. Space: the first one.</source>
        <translation>{left} époques sur {total} méritent un regard ({share:.0%}), dont environ {wrong:.0f} sont sans doute fausses. Espace : la première.</translation>
    </message>
    <message>
        <source>review {done} of {total}, about {left:.0f} errors left</source>
        <translation>relecture {done} sur {total}, encore {left:.0f} erreurs environ</translation>
    </message>
    <message>
        <source>review {done} of {total}</source>
        <translation>relecture {done} sur {total}</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>Channel roles</source>
        <translation>Rôles des voies</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Voie</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Fréquence</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>The role decides filters, scale and what the model is fed. A unit that the file does not tell, or tells wrongly, can be put right. What you choose is remembered for recordings with the same channels.</source>
        <translation>Le rôle décide des filtres, de l’échelle et de ce que reçoit le modèle. Une unité que le fichier ne donne pas, ou donne mal, peut être corrigée. Vos choix sont retenus pour les enregistrements ayant les mêmes canaux.</translation>
    </message>
    <message>
        <source>Channels and their roles</source>
        <translation>Voies et leurs rôles</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>(sans nom)</translation>
    </message>
    <message>
        <source>Role of {channel}</source>
        <translation>Rôle de {channel}</translation>
    </message>
    <message>
        <source>Unit of {channel}</source>
        <translation>Unité de {channel}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>It is shown for reading only.</source>
        <translation>Elle n&apos;est affichée qu&apos;en lecture.</translation>
    </message>
    <message>
        <source>{count} change(s) from a session that ended without saving were brought back.</source>
        <translation>{count} modification(s) d&apos;une session terminée sans enregistrer ont été récupérées.</translation>
    </message>
    <message>
        <source>Pre-scoring</source>
        <translation>Le préscorage</translation>
    </message>
</context>
<context>
    <name>StageRow</name>
    <message>
        <source>Stages of the page</source>
        <translation>Stades de la page</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Rechtschaffen and Kales</source>
        <translation>Rechtschaffen et Kales</translation>
    </message>
    <message>
        <source>counted from 1</source>
        <translation>compté à partir de 1</translation>
    </message>
    <message>
        <source>No epoch is scored.</source>
        <translation>Aucune époque n&apos;est scorée.</translation>
    </message>
    <message>
        <source>{stage} {percent:.1f} %</source>
        <translation>{stage} {percent:.1f} %</translation>
    </message>
    <message>
        <source>unscored epochs: {count}</source>
        <translation>époques non scorées : {count}</translation>
    </message>
    <message>
        <source>&amp;Open with these stages</source>
        <translation>&amp;Ouvrir avec ces stades</translation>
    </message>
    <message>
        <source>&amp;Do not open</source>
        <translation>&amp;Ne pas ouvrir</translation>
    </message>
    <message>
        <source>{name} holds numbers and does not say which stages they stand for. Choose the key by which this looks like a night; keys that do not know all of the numbers are left out.</source>
        <translation>{name} contient des nombres et ne dit pas quels stades ils désignent. Choisissez le code avec lequel cela ressemble à une nuit ; les codes qui ne connaissent pas tous les nombres sont omis.</translation>
    </message>
    <message>
        <source>Numbers of the hypnogram</source>
        <translation>Nombres de l&apos;hypnogramme</translation>
    </message>
    <message>
        <source>{name} holds words where stages are, and it is not known what they stand for. Say it for each.</source>
        <translation>{name} contient des mots à la place des stades, et on ne sait pas ce qu&apos;ils désignent. Indiquez-le pour chacun.</translation>
    </message>
    <message>
        <source>Words of the hypnogram</source>
        <translation>Mots de l&apos;hypnogramme</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Choisir...</translation>
    </message>
    <message>
        <source>{word} ({count} times)</source>
        <translation>{word} ({count} fois)</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>Sleep statistics</source>
        <translation>Statistiques du sommeil</translation>
    </message>
    <message>
        <source>The codes of the body position are assumed: Edit &gt; Codes of body position.</source>
        <translation>Les codes de position sont supposés : Édition &gt; Codes de position du corps.</translation>
    </message>
    <message>
        <source>Time in bed</source>
        <translation>Temps passé au lit</translation>
    </message>
    <message>
        <source>Total sleep time</source>
        <translation>Temps total de sommeil</translation>
    </message>
    <message>
        <source>Sleep efficiency</source>
        <translation>Efficacité du sommeil</translation>
    </message>
    <message>
        <source>Sleep latency</source>
        <translation>Latence d&apos;endormissement</translation>
    </message>
    <message>
        <source>REM latency</source>
        <translation>Latence du sommeil paradoxal</translation>
    </message>
    <message>
        <source>Wake after sleep onset</source>
        <translation>Éveil après endormissement</translation>
    </message>
    <message>
        <source>Awakenings</source>
        <translation>Éveils</translation>
    </message>
    <message>
        <source>Stage shifts</source>
        <translation>Changements de stade</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Cycles</translation>
    </message>
    <message>
        <source>Unscored</source>
        <translation>Non scoré</translation>
    </message>
    <message>
        <source>Apnoea-hypopnoea index</source>
        <translation>Index d&apos;apnées-hypopnées</translation>
    </message>
    <message>
        <source>Respiratory disturbance index</source>
        <translation>Index de perturbations respiratoires</translation>
    </message>
    <message>
        <source>Respiratory event index</source>
        <translation>Index d&apos;événements respiratoires</translation>
    </message>
    <message>
        <source>AHI supine</source>
        <translation>IAH en décubitus dorsal</translation>
    </message>
    <message>
        <source>AHI not supine</source>
        <translation>IAH dans les autres positions</translation>
    </message>
    <message>
        <source>Desaturations ≥ 3 %</source>
        <translation>Désaturations ≥ 3 %</translation>
    </message>
    <message>
        <source>Desaturations ≥ 4 %</source>
        <translation>Désaturations ≥ 4 %</translation>
    </message>
    <message>
        <source>Mean SpO₂</source>
        <translation>SpO₂ moyenne</translation>
    </message>
    <message>
        <source>Lowest SpO₂</source>
        <translation>SpO₂ minimale</translation>
    </message>
    <message>
        <source>SpO₂ below 90 %</source>
        <translation>SpO₂ sous 90 %</translation>
    </message>
    <message>
        <source>SpO₂ below 88 %</source>
        <translation>SpO₂ sous 88 %</translation>
    </message>
    <message>
        <source>Arousal index</source>
        <translation>Index de micro-éveils</translation>
    </message>
    <message>
        <source>PLMS index</source>
        <translation>Index de PLMS</translation>
    </message>
    <message>
        <source>PLMS index with arousal</source>
        <translation>Index de PLMS avec micro-éveil</translation>
    </message>
    <message>
        <source>Mean pulse</source>
        <translation>Pouls moyen</translation>
    </message>
    <message>
        <source>Supine</source>
        <translation>Décubitus dorsal</translation>
    </message>
    <message>
        <source>Snoring</source>
        <translation>Ronflement</translation>
    </message>
    <message>
        <source>Reading the signals of the night</source>
        <translation>La lecture des signaux de la nuit</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>stage</source>
        <translation>stade</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>accepter</translation>
    </message>
    <message>
        <source>review</source>
        <translation>revue</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>époque</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>annuler</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>touches</translation>
    </message>
    <message>
        <source>Cursor and ruler</source>
        <translation>Curseur et règle</translation>
    </message>
    <message>
        <source>Pre-scoring %p %</source>
        <translation>Préscorage %p %</translation>
    </message>
    <message>
        <source>Main keys</source>
        <translation>Touches principales</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>enregistré</translation>
    </message>
    <message>
        <source>kept in the journal</source>
        <translation>gardé dans le journal</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>lecture seule</translation>
    </message>
    <message>
        <source>{keys} is no command; nothing was done.</source>
        <translation>{keys} n&apos;est pas une commande ; rien n&apos;a été fait.</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>events</source>
        <translation>événements</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
    <message>
        <source>{event}, {seconds:.1f} s</source>
        <translation>{event}, {seconds:.1f} s</translation>
    </message>
    <message>
        <source>Hypnodensity</source>
        <translation>Hypnodensité</translation>
    </message>
    <message>
        <source>stages %</source>
        <translation>stades %</translation>
    </message>
    <message>
        <source>model: {stages}</source>
        <translation>modèle : {stages}</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>certitude</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Certitude</translation>
    </message>
    <message>
        <source>model {share:.0%} sure</source>
        <translation>modèle sûr à {share:.0%}</translation>
    </message>
    <message>
        <source>Hypnogram</source>
        <translation>Hypnogramme</translation>
    </message>
    <message>
        <source>Second hypnogram</source>
        <translation>Second hypnogramme</translation>
    </message>
    <message>
        <source>second scoring: {stage}</source>
        <translation>second scorage : {stage}</translation>
    </message>
    <message>
        <source>Other hypnograms</source>
        <translation>Autres hypnogrammes</translation>
    </message>
    <message>
        <source>Hypnogram of ten minutes</source>
        <translation>Hypnogramme de dix minutes</translation>
    </message>
    <message>
        <source>Five minutes before and after this epoch; click to go there</source>
        <translation>Cinq minutes avant et après cette époque ; cliquez pour y aller</translation>
    </message>
    <message>
        <source>&amp;Spectrogram of</source>
        <translation>&amp;Spectrogramme de</translation>
    </message>
    <message>
        <source>&amp;Contrast</source>
        <translation>&amp;Contraste</translation>
    </message>
    <message>
        <source>&amp;Hypnogram alone</source>
        <translation>&amp;Hypnogramme seul</translation>
    </message>
    <message>
        <source>Show the whole &amp;night</source>
        <translation>&amp;Afficher la nuit entière</translation>
    </message>
    <message>
        <source>&amp;Higher</source>
        <translation>&amp;Plus élevé</translation>
    </message>
    <message>
        <source>&amp;Lower</source>
        <translation>&amp;Moins élevé</translation>
    </message>
    <message>
        <source>&amp;Usual</source>
        <translation>&amp;Habituel</translation>
    </message>
    <message>
        <source>{count} epochs, {minutes:g} min</source>
        <translation>{count} époques, {minutes:g} min</translation>
    </message>
    <message>
        <source>1 epoch, {minutes:g} min</source>
        <translation>1 époque, {minutes:g} min</translation>
    </message>
    <message>
        <source>lights off</source>
        <translation>extinction des feux</translation>
    </message>
    <message>
        <source>lights on</source>
        <translation>allumage des feux</translation>
    </message>
    <message>
        <source>The spectrogram</source>
        <translation>Le spectrogramme</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spectrogramme</translation>
    </message>
    <message>
        <source>no EEG to show a spectrogram of</source>
        <translation>pas de voie EEG pour un spectrogramme</translation>
    </message>
    <message>
        <source>spectrogram {share:.0%}</source>
        <translation>spectrogramme {share:.0%}</translation>
    </message>
    <message>
        <source>Night strip</source>
        <translation>Bande de la nuit</translation>
    </message>
    <message>
        <source>Stages, the model&apos;s probabilities, spectrogram, signals and events over the night; click to go to an epoch, drag to select epochs</source>
        <translation>Stades, probabilités du modèle, spectrogramme, signaux et événements sur la nuit ; cliquer pour aller à une époque, glisser pour sélectionner des époques</translation>
    </message>
    <message>
        <source>epoch {epoch}, {time}</source>
        <translation>époque {epoch}, {time}</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>époque {epoch}</translation>
    </message>
    <message>
        <source>Contrast of the spectrogram</source>
        <translation>Contraste du spectrogramme</translation>
    </message>
    <message>
        <source>Contrast: {low:.0%} to {high:.0%}; drag a line to change it, double click for the usual</source>
        <translation>Contraste : {low:.0%} à {high:.0%} ; tirer une ligne pour le changer, double clic pour l’habituel</translation>
    </message>
    <message>
        <source>Edge of the night strip</source>
        <translation>Bord de la bande de nuit</translation>
    </message>
    <message>
        <source>Drag up for the hypnogram alone, down for all lanes</source>
        <translation>Tirer vers le haut : hypnogramme seul ; vers le bas : toutes les pistes</translation>
    </message>
    <message>
        <source>{signal}: not measured</source>
        <translation>{signal} : non mesuré</translation>
    </message>
    <message>
        <source>SpO₂</source>
        <translation>SpO₂</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Pouls</translation>
    </message>
    <message>
        <source>CPAP</source>
        <translation>PPC</translation>
    </message>
    <message>
        <source>CPAP pressure</source>
        <translation>Pression de PPC</translation>
    </message>
    <message>
        <source>Snore</source>
        <translation>Ronflement</translation>
    </message>
    <message>
        <source>Legs</source>
        <translation>Jambes</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Montages</source>
        <translation>Montages</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Souris</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Molette</translation>
    </message>
    <message>
        <source>Next or previous epoch</source>
        <translation>Époque suivante ou précédente</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Glisser avec le bouton du milieu</translation>
    </message>
    <message>
        <source>Pull the pages along</source>
        <translation>Faire défiler les pages</translation>
    </message>
    <message>
        <source>Shift+wheel</source>
        <translation>Maj+molette</translation>
    </message>
    <message>
        <source>Gain of all channels</source>
        <translation>Gain de toutes les voies</translation>
    </message>
    <message>
        <source>Wheel over a label</source>
        <translation>Molette sur un nom</translation>
    </message>
    <message>
        <source>Gain of that channel</source>
        <translation>Gain de cette voie</translation>
    </message>
    <message>
        <source>Click on a label</source>
        <translation>Clic sur un nom</translation>
    </message>
    <message>
        <source>Hide, invert, reset gain</source>
        <translation>Masquer, inverser, rétablir le gain</translation>
    </message>
    <message>
        <source>Drag an edge of an event</source>
        <translation>Glisser un bord d&apos;événement</translation>
    </message>
    <message>
        <source>Make the event longer or shorter</source>
        <translation>Allonger ou raccourcir l&apos;événement</translation>
    </message>
    <message>
        <source>Click on the hypnogram</source>
        <translation>Clic sur l&apos;hypnogramme</translation>
    </message>
    <message>
        <source>Go to that epoch</source>
        <translation>Aller à cette époque</translation>
    </message>
    <message>
        <source>Nothing was said about this recording.</source>
        <translation>Rien n&apos;a été dit sur cet enregistrement.</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Pre-score</source>
        <translation>Préscorer</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Barre d&apos;outils</translation>
    </message>
    <message>
        <source>Page length</source>
        <translation>Durée de page</translation>
    </message>
    <message>
        <source>Length of a page (+, -)</source>
        <translation>Durée d’une page (+, -)</translation>
    </message>
    <message>
        <source>Epoch and time</source>
        <translation>Époque et heure</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Relecture</translation>
    </message>
    <message>
        <source>Errors expected in the whole night, where nobody has looked yet</source>
        <translation>Erreurs attendues dans toute la nuit, là où personne n&apos;a encore regardé</translation>
    </message>
    <message>
        <source>Montage</source>
        <translation>Montage</translation>
    </message>
    <message>
        <source>Montage shown, and its key</source>
        <translation>Montage affiché et sa touche</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Échelle</translation>
    </message>
    <message>
        <source>Microvolts per millimetre on the screen (Up, Down)</source>
        <translation>Microvolts par millimètre à l&apos;écran (Haut, Bas)</translation>
    </message>
    <message>
        <source>epoch {epoch} / {last}   {time}</source>
        <translation>époque {epoch} / {last}   {time}</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>The night at a glance</source>
        <translation>La nuit d&apos;un coup d&apos;œil</translation>
    </message>
    <message>
        <source>Stages, what the model thinks, spectrogram and events share one axis. Hatched is the model, solid is a person. Click to go there; drag over epochs, then press a stage key to fill them.</source>
        <translation>Stades, avis du modèle, spectrogramme et événements partagent un axe. Hachuré : le modèle ; plein : une personne. Cliquez pour y aller ; glissez sur des époques, puis une touche de stade les remplit.</translation>
    </message>
    <message>
        <source>One epoch at true scale</source>
        <translation>Une époque à l&apos;échelle réelle</translation>
    </message>
    <message>
        <source>The page shows 30 s with the seconds around it in grey. ← and → go through the night, ↑ and ↓ change the scale, + and - the page length. Drag over a wave to measure it.</source>
        <translation>La page montre 30 s, avec les secondes voisines en gris. ← et → parcourent la nuit, ↑ et ↓ changent l&apos;échelle, + et - la durée de la page. Glissez sur une onde pour la mesurer.</translation>
    </message>
    <message>
        <source>Score by key</source>
        <translation>Scorer au clavier</translation>
    </message>
    <message>
        <source>W, 1, 2, 3 and R give this epoch a stage and go on; Enter accepts the stage that stands. Ctrl+Z takes anything back. Every change is on disk before you see it.</source>
        <translation>W, 1, 2, 3 et R donnent un stade à cette époque et avancent ; Entrée accepte le stade présent. Ctrl+Z annule tout. Chaque changement est sur le disque avant que vous le voyiez.</translation>
    </message>
    <message>
        <source>Review where it pays</source>
        <translation>Relire là où c&apos;est utile</translation>
    </message>
    <message>
        <source>Space goes to the next epoch that the model is unsure of, with the reason at the right. Here is counted how many are done and how many errors are still expected.</source>
        <translation>Espace va à l&apos;époque suivante dont le modèle n&apos;est pas sûr, avec la raison à droite. Ici sont comptées celles qui sont faites et les erreurs encore attendues.</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Voies</translation>
    </message>
    <message>
        <source>Click on a name to hide or invert a channel; turn the wheel over it to change its gain. F1 to F9 choose a montage, Ctrl+R says which channel is what.</source>
        <translation>Cliquez sur un nom pour masquer ou inverser une voie ; la molette au-dessus change son gain. F1 à F9 choisissent un montage, Ctrl+R dit quelle voie est quoi.</translation>
    </message>
    <message>
        <source>Events, lights, comparison</source>
        <translation>Événements, lumière, comparaison</translation>
    </message>
    <message>
        <source>L and Shift+L mark lights off and on. Drag over an event on its channel, then press E and its letter. Ctrl+I opens the hypnograms of others, Ctrl+J compares.</source>
        <translation>L et Maj+L marquent extinction et allumage des feux. Glissez sur un événement sur sa voie, puis E et sa lettre. Ctrl+I ouvre les hypnogrammes des autres, Ctrl+J compare.</translation>
    </message>
    <message>
        <source>Done?</source>
        <translation>Terminé ?</translation>
    </message>
    <message>
        <source>Ctrl+T shows the statistics, Ctrl+Shift+P saves the report, Ctrl+E exports the hypnogram. ? lists all keys, Ctrl+K finds any command, and Help &gt; Tour shows this again.</source>
        <translation>Ctrl+T montre les statistiques, Ctrl+Maj+P enregistre le compte rendu, Ctrl+E exporte l&apos;hypnogramme. ? liste toutes les touches, Ctrl+K trouve toute commande, et Aide &gt; Visite guidée remontre ceci.</translation>
    </message>
    <message>
        <source>Part of the window that the tour is about</source>
        <translation>Partie de la fenêtre dont parle la visite</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Visite guidée</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Skip (Esc)</source>
        <translation>Passer (Échap)</translation>
    </message>
    <message>
        <source>Done (Enter)</source>
        <translation>Terminer (Entrée)</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>Suivant (Entrée)</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Tracés</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>lights on</source>
        <translation>allumage des feux</translation>
    </message>
    <message>
        <source>lights off</source>
        <translation>extinction des feux</translation>
    </message>
    <message>
        <source>remove event</source>
        <translation>supprimer l&apos;événement</translation>
    </message>
    <message>
        <source>change event</source>
        <translation>modifier l&apos;événement</translation>
    </message>
    <message>
        <source>proposed events</source>
        <translation>événements proposés</translation>
    </message>
    <message>
        <source>confirm event</source>
        <translation>confirmer l’événement</translation>
    </message>
    <message>
        <source>note</source>
        <translation>note</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>commentaire</translation>
    </message>
    <message>
        <source>pre-scoring</source>
        <translation>préscorage</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>stades</translation>
    </message>
    <message>
        <source>lights</source>
        <translation>extinction/allumage des feux</translation>
    </message>
    <message>
        <source>{stage}, epoch {epoch}</source>
        <translation>{stage}, époque {epoch}</translation>
    </message>
    <message>
        <source>{stage}, {count} epochs</source>
        <translation>{stage}, {count} époques</translation>
    </message>
    <message>
        <source>import of events</source>
        <translation>importation d&apos;événements</translation>
    </message>
    <message>
        <source>segment of the night</source>
        <translation>partie de la nuit</translation>
    </message>
    <message>
        <source>filling of gaps</source>
        <translation>comblement de lacunes</translation>
    </message>
    <message>
        <source>the recording&apos;s own annotations</source>
        <translation>annotations de l&apos;enregistrement</translation>
    </message>
    <message>
        <source>all events marked</source>
        <translation>tous les événements marqués</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>There is nothing to review before a model has scored the night.</source>
        <translation>Il n&apos;y a rien à relire avant qu&apos;un modèle ait scoré la nuit.</translation>
    </message>
    <message>
        <source>Nothing is left to review in this night.</source>
        <translation>Il n&apos;y a plus rien à relire dans cette nuit.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <source>This epoch has no stage to accept yet; press the key of its stage.</source>
        <translation>Cette époque n&apos;a pas encore de stade à accepter ; appuyez sur la touche de son stade.</translation>
    </message>
    <message>
        <source>The lights marker of this epoch was taken away; Ctrl+Z: undo.</source>
        <translation>Le repère des feux de cette époque a été enlevé ; Ctrl+Z : annuler.</translation>
    </message>
    <message>
        <source>Lights off has to come before lights on; mark lights on anew first.</source>
        <translation>L&apos;extinction des feux doit précéder l&apos;allumage ; marquez d&apos;abord l&apos;allumage à nouveau.</translation>
    </message>
    <message>
        <source>Lights on has to come after lights off; mark lights off anew first.</source>
        <translation>L&apos;allumage des feux doit suivre l&apos;extinction ; marquez d&apos;abord l&apos;extinction à nouveau.</translation>
    </message>
    <message>
        <source>No segment of the night begins at this epoch any more; Ctrl+Z: undo.</source>
        <translation>Aucune partie de la nuit ne commence plus à cette époque ; Ctrl+Z : annuler.</translation>
    </message>
    <message>
        <source>A segment of the night begins here: statistics and report tell each by itself.</source>
        <translation>Une partie de la nuit commence ici : statistiques et compte rendu les distinguent.</translation>
    </message>
    <message>
        <source>There is no short unscored gap between two equal stages.</source>
        <translation>Il n&apos;y a pas de petite lacune entre deux stades égaux.</translation>
    </message>
    <message>
        <source>{count} epochs between two equal stages were filled; Ctrl+Z: undo.</source>
        <translation>{count} époques entre deux stades égaux ont été comblées ; Ctrl+Z : annuler.</translation>
    </message>
    <message>
        <source>Pre-scoring was stopped; nothing was changed by it.</source>
        <translation>Le préscorage a été arrêté ; il n&apos;a rien changé.</translation>
    </message>
    <message>
        <source>No own kind of event has this key; name one under Event, Own kinds.</source>
        <translation>Aucun type d&apos;événement propre n&apos;a cette touche ; nommez-en un sous Événement, Types propres.</translation>
    </message>
    <message>
        <source>There is no further event in this direction.</source>
        <translation>Il n&apos;y a plus d&apos;événement dans cette direction.</translation>
    </message>
    <message>
        <source>Drag over the event on its channel, or click where it is, then press the keys again.</source>
        <translation>Glissez sur l&apos;événement dans sa voie, ou cliquez où il est, puis appuyez de nouveau sur les touches.</translation>
    </message>
    <message>
        <source>Note on epoch {epoch}:</source>
        <translation>Note sur l&apos;époque {epoch} :</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Epoch (133) or clock time (23:36):</source>
        <translation>Époque (133) ou heure (23:36) :</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Aller à</translation>
    </message>
    <message>
        <source>“{text}” is no epoch from 1 to {last} and no time of this night.</source>
        <translation>« {text} » n&apos;est ni une époque de 1 à {last} ni une heure de cette nuit.</translation>
    </message>
    <message>
        <source>Fill the selection</source>
        <translation>Remplir la sélection</translation>
    </message>
    <message>
        <source>A person has scored {human} of the {count} selected epochs as another stage.</source>
        <translation>Une personne a scoré {human} des {count} époques sélectionnées comme un autre stade.</translation>
    </message>
    <message>
        <source>&amp;Overwrite them</source>
        <translation>&amp;Les remplacer</translation>
    </message>
    <message>
        <source>&amp;Fill the others only</source>
        <translation>&amp;Ne remplir que les autres</translation>
    </message>
    <message>
        <source>sleepscorer {version}

Review, pre-score and export sleep recordings.
BSD-3-Clause; uses Qt (LGPL-3.0) through PySide6. Not a medical device.</source>
        <translation>sleepscorer {version}

Relire, préscorer et exporter des enregistrements de sommeil.
BSD-3-Clause ; utilise Qt (LGPL-3.0) par PySide6. N&apos;est pas un dispositif médical.</translation>
    </message>
    <message>
        <source>About sleepscorer</source>
        <translation>À propos de sleepscorer</translation>
    </message>
    <message>
        <source>The night cannot be drawn: pyqtgraph does not load ({reason}); install it again.</source>
        <translation>La nuit ne peut pas être dessinée : pyqtgraph ne se charge pas ({reason}) ; réinstallez-le.</translation>
    </message>
    <message>
        <source>The review is done: nothing is left in the queue.</source>
        <translation>La relecture est finie : il ne reste rien.</translation>
    </message>
    <message>
        <source>Settings could not be saved ({reason}); your scoring is not affected.</source>
        <translation>Les réglages n&apos;ont pas pu être enregistrés ({reason}) ; votre scorage n&apos;est pas touché.</translation>
    </message>
    <message>
        <source>Work on this night cannot be used</source>
        <translation>Le travail sur cette nuit est inutilisable</translation>
    </message>
    <message>
        <source>&amp;Open without it; the damaged file is kept</source>
        <translation>&amp;Ouvrir sans lui ; le fichier endommagé est conservé</translation>
    </message>
    <message>
        <source>&amp;Do not open</source>
        <translation>&amp;Ne pas ouvrir</translation>
    </message>
    <message>
        <source>Click on the event, or choose it in the list of events, then press the keys again.</source>
        <translation>Cliquez sur l&apos;événement, ou choisissez-le dans la liste des événements, puis appuyez de nouveau sur les touches.</translation>
    </message>
    <message>
        <source>This night was scored twice</source>
        <translation>Cette nuit a été codée deux fois</translation>
    </message>
    <message>
        <source>These scorings of the night were made apart from each other. Which one do you go on with? The others are kept under other names.</source>
        <translation>Ces codages de la nuit ont été faits séparément. Lequel poursuivez-vous ? Les autres sont conservés sous d&apos;autres noms.</translation>
    </message>
    <message>
        <source>Keep &amp;{number}</source>
        <translation>Garder &amp;{number}</translation>
    </message>
    <message>
        <source>Work on this recording was found</source>
        <translation>Un travail sur cet enregistrement existe</translation>
    </message>
    <message>
        <source>Work on this recording is kept under another name. Do you go on with it? It also stays where it is.</source>
        <translation>Un travail sur cet enregistrement est conservé sous un autre nom. Le poursuivez-vous ? Il reste aussi où il est.</translation>
    </message>
    <message>
        <source>&amp;Go on with it</source>
        <translation>Le &amp;poursuivre</translation>
    </message>
    <message>
        <source>&amp;Begin without it</source>
        <translation>&amp;Commencer sans lui</translation>
    </message>
    <message>
        <source>{when} UTC, by {people}: {epochs} epoch(s) scored, {changes} change(s)
{path}</source>
        <translation>{when} UTC, par {people} : {epochs} époque(s) codée(s), {changes} modification(s)
{path}</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>arousal</source>
        <translation>micro-éveil</translation>
    </message>
    <message>
        <source>obstructive apnoea</source>
        <translation>apnée obstructive</translation>
    </message>
    <message>
        <source>central apnoea</source>
        <translation>apnée centrale</translation>
    </message>
    <message>
        <source>mixed apnoea</source>
        <translation>apnée mixte</translation>
    </message>
    <message>
        <source>hypopnoea</source>
        <translation>hypopnée</translation>
    </message>
    <message>
        <source>limb movement</source>
        <translation>mouvement de jambe</translation>
    </message>
    <message>
        <source>desaturation</source>
        <translation>désaturation</translation>
    </message>
    <message>
        <source>respiratory effort-related arousal</source>
        <translation>micro-éveil lié à un effort respiratoire</translation>
    </message>
    <message>
        <source>hypoventilation</source>
        <translation>hypoventilation</translation>
    </message>
    <message>
        <source>Cheyne-Stokes breathing</source>
        <translation>Respiration de Cheyne-Stokes</translation>
    </message>
    <message>
        <source>snoring</source>
        <translation>ronflement</translation>
    </message>
    <message>
        <source>spindle</source>
        <translation>fuseau</translation>
    </message>
    <message>
        <source>k complex</source>
        <translation>complexe K</translation>
    </message>
    <message>
        <source>bruxism</source>
        <translation>bruxisme</translation>
    </message>
    <message>
        <source>bradycardia</source>
        <translation>bradycardie</translation>
    </message>
    <message>
        <source>tachycardia</source>
        <translation>tachycardie</translation>
    </message>
    <message>
        <source>slow wave</source>
        <translation>onde lente</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>artéfact</translation>
    </message>
    <message>
        <source>other event</source>
        <translation>autre événement</translation>
    </message>
    <message>
        <source>movement</source>
        <translation>mouvement</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>incertain</translation>
    </message>
    <message>
        <source>bookmark</source>
        <translation>signet</translation>
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
        <translation>ECG</translation>
    </message>
    <message>
        <source>leg EMG left</source>
        <translation>EMG jambe gauche</translation>
    </message>
    <message>
        <source>leg EMG right</source>
        <translation>EMG jambe droite</translation>
    </message>
    <message>
        <source>snore</source>
        <translation>ronflement</translation>
    </message>
    <message>
        <source>airflow (thermistor)</source>
        <translation>débit (thermistance)</translation>
    </message>
    <message>
        <source>nasal pressure</source>
        <translation>pression nasale</translation>
    </message>
    <message>
        <source>CPAP flow</source>
        <translation>débit PPC</translation>
    </message>
    <message>
        <source>respiration</source>
        <translation>respiration</translation>
    </message>
    <message>
        <source>leg EMG</source>
        <translation>EMG jambier</translation>
    </message>
    <message>
        <source>thorax</source>
        <translation>thorax</translation>
    </message>
    <message>
        <source>abdomen</source>
        <translation>abdomen</translation>
    </message>
    <message>
        <source>effort sum</source>
        <translation>somme des sangles</translation>
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
        <translation>pouls</translation>
    </message>
    <message>
        <source>plethysmogram</source>
        <translation>pléthysmogramme</translation>
    </message>
    <message>
        <source>CPAP pressure</source>
        <translation>pression PPC</translation>
    </message>
    <message>
        <source>body position</source>
        <translation>position du corps</translation>
    </message>
    <message>
        <source>light</source>
        <translation>lumière</translation>
    </message>
    <message>
        <source>battery</source>
        <translation>batterie</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
    </message>
    <message>
        <source>Wake</source>
        <translation>Éveil</translation>
    </message>
    <message>
        <source>REM</source>
        <translation>REM</translation>
    </message>
    <message>
        <source>unscored</source>
        <translation>non scoré</translation>
    </message>
    <message>
        <source>Unscored</source>
        <translation>Non scoré</translation>
    </message>
    <message>
        <source>supine</source>
        <translation>dorsal</translation>
    </message>
    <message>
        <source>left</source>
        <translation>gauche</translation>
    </message>
    <message>
        <source>right</source>
        <translation>droite</translation>
    </message>
    <message>
        <source>prone</source>
        <translation>ventral</translation>
    </message>
    <message>
        <source>upright</source>
        <translation>assis ou debout</translation>
    </message>
</context>
</TS>
