"""Labels of channels in the languages of Europe."""

from __future__ import annotations

import pytest

from sleepscorer.channels import Role, guess_role

LABELS = {
    Role.EMG: "EMG Kinn|Kinn|Kinn1|Kinn li|Kinn-EMG|Menton|EMG menton|mentón|Mento|EMG mento|Queixo|"
    "Barbilla|Kin|"
    "EMG Kin|Haka|EMG haka|Hake|Hage|EMG hage|Leuka|EMG leuka|Chin1-Chin2|ChinL|Submental|EMG mentalis|EMG|"
    "EMG1-EMG2|EMG-L|EMG Ref|chin_c|Mâchoire|Unterkiefer|EMG broda|EMG подбородок|EMGchin",
    Role.LEG_LEFT: "EMG Bein li|EMG jambe G|EMG pierna izq|EMG gamba sx|EMG been links|EMG ben v|Venstre ben|"
    "EMG lår v|Jalka vasen|Tib_L|LAT|LeftLeg|EMG TAG|LLEG|EMG Bein links|Jambe gauche",
    Role.LEG_RIGHT: "EMG Bein re|EMG jambe D|pierna dch|EMG perna dir|Gamba dx|Höger ben|Høyre legg|RAT|"
    "EMG TA D|EMG Unterschenkel re|PLM re|Rleg1-Rleg2|Jambe droite",
    Role.LEG: "Bein|"
    ""
    "EMG sääri|EMG Wade|EMG mollet|EMG pantorrilla|EMG polpaccio|EMG kuit|EMG tibialis|"
    "EMGleg|BeinEMG|M. tibialis ant.|EMG Arm|EMG brazo|EMG noga|"
    "EMG extensor digitorum|EMG gastrocnemius|EMG piede",
    Role.RESPIRATION: "EMG Diaphragma|EMG diaphragm|EMG diafragma|EMG diaframma|EMG Zwerchfell|"
    "EMG intercostal|"
    "EMG interkostal|EMG intercostaux|EMG middenrif|EMG mellangulv|EMG kylkiväli|EMG parasternal|"
    "EMG scalenus|"
    "EMG sternocleidomastoid|Atmung|Débit nasal|Flujo|Flusso|Fluxo|"
    "Hengitys",
    Role.EOG: "Auge|Auge li|Auge re|Oeil|œil gauche|Œil droit|Ojo izq|Occhio dx|Olho dir|Oog links|Öga V|"
    "Øye H|"
    "Øje V|Silmä vasen|PG1|PG2|EOG(L)|ROC|E1-M2",
    Role.OTHER: "Alarm|Foto|Tag|Mikrofon|EMG xyzzy|Atemfrequenz|Fréquence respiratoire",
    Role.SNORE: "Schnarchen|Ronflement|Ronquido|Ronco|Russamento|Snurken|Snarkning|Kuorsaus|Chrapanie",
    Role.POSITION: "Lage|Körperlage|Posición|Posizione|Posição|Houding|Stilling|Asento|Pozycja|Poloha",
    Role.SPO2: "Sättigung|Saturation|Saturazione|Mättnad|Saturación|Happikyllästeisyys|O2-Sättigung",
    Role.PULSE: "Puls|Pouls|Herzfrequenz|Fréquence cardiaque|Hartslag|Pulso|Polso|Syke|Frecuencia cardiaca",
    Role.PLETH: "Pulswelle|Onde de pouls|Pletismo|Pulskurve",
    Role.LIGHT: "Licht|Lumière|Luz|Luce|Ljus|Valo",
    Role.BATTERY: "Batterie|Batería|Akku",
    Role.THORAX: "Brust|Brustgurt|Torace|Bröst|Poitrine|Pecho|Borst|Tórax|Klatka piersiowa",
    Role.ABDOMEN: "Bauchgurt|Bauch|Buik|Addome|Ventre|Brzuch|Abdomen",
    Role.NASAL_PRESSURE: "Kanüle|Nasendruck|Pression nasale|Canule nasale|Presión nasal|Pressione nasale",
    Role.THERMISTOR: "Thermistor|Thermistance|Termistor|Termistore",
    Role.CPAP_PRESSURE: "CPAP Druck|Maskendruck|Pression PPC|Presión CPAP|CPAP-Tryck",
    Role.CPAP_FLOW: "CPAP Fluss|Débit PPC|CPAP Flujo",
    Role.EFFORT_SUM: "RIP Sum|RIP Summe",
    Role.ECG: "EKG|ECG II|Herz|Cœur|Corazón|Cuore|Hjärta",
}


@pytest.mark.parametrize(
    ("label", "role"), [(label, role) for role, labels in LABELS.items() for label in labels.split("|")]
)
def test_a_label_is_understood_in_the_languages_of_europe(label: str, role: Role) -> None:
    assert guess_role(label) is role
    assert guess_role(label.upper()) is role
    assert guess_role(label.replace(" ", "_")) is role
