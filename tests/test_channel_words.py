"""Labels of channels in the languages of Europe."""

from __future__ import annotations

import pytest

from sleepscorer.channels import Role, guess_role

LABELS = {
    Role.EMG: "EMG Kinn|Kinn|Kinn1|Kinn li|Kinn-EMG|Menton|EMG menton|mentón|Mento|EMG mento|Queixo|"
    "Barbilla|Kin|"
    "EMG Kin|Haka|EMG haka|Hake|Hage|EMG hage|Leuka|EMG leuka|Chin1-Chin2|ChinL|Submental|EMG mentalis|EMG|"
    "EMG1-EMG2|EMG-L|EMG Ref|chin_c|Mâchoire|Unterkiefer|EMG broda|EMG подбородок|EMGchin",
    Role.LEG: "EMG Bein li|EMG Bein re|Bein|EMG jambe G|EMG jambe D|EMG pierna izq|pierna dch|EMG perna dir|"
    "EMG gamba sx|Gamba dx|EMG been links|EMG ben v|Höger ben|Venstre ben|Høyre legg|EMG lår v|Jalka vasen|"
    "EMG sääri|EMG Wade|EMG mollet|EMG pantorrilla|EMG polpaccio|EMG kuit|EMG tibialis|Tib_L|LAT|RAT|LeftLeg|"
    "EMG TA D|EMG TAG|EMGleg|BeinEMG|EMG Unterschenkel re|M. tibialis ant.|EMG Arm|EMG brazo|PLM re|EMG noga|"
    "EMG extensor digitorum|EMG gastrocnemius|LLEG|Rleg1-Rleg2|EMG piede",
    Role.RESPIRATION: "EMG Diaphragma|EMG diaphragm|EMG diafragma|EMG diaframma|EMG Zwerchfell|"
    "EMG intercostal|"
    "EMG interkostal|EMG intercostaux|EMG middenrif|EMG mellangulv|EMG kylkiväli|EMG parasternal|"
    "EMG scalenus|"
    "EMG sternocleidomastoid|Atmung|Bauchgurt|Brust|Débit nasal|Flujo|Flusso|Torace|Fluxo|Buik|Bröst|"
    "Hengitys",
    Role.EOG: "Auge|Auge li|Auge re|Oeil|œil gauche|Œil droit|Ojo izq|Occhio dx|Olho dir|Oog links|Öga V|"
    "Øye H|"
    "Øje V|Silmä vasen|PG1|PG2|EOG(L)|ROC|E1-M2",
    Role.OTHER: "Schnarchen|Ronflement|Ronquido|Ronco|Russamento|Snurken|Snarkning|Kuorsaus|Lage|Körperlage|"
    "Posición|Posizione|Posição|Houding|Stilling|Asento|Sättigung|Saturation|Saturazione|Mättnad|Puls|Pouls|"
    "Herzfrequenz|Fréquence cardiaque|Hartslag|Licht|Alarm|Foto|Tag|Mikrofon|EMG xyzzy",
    Role.ECG: "EKG|ECG II|Herz|Cœur|Corazón|Cuore|Hjärta",
}


@pytest.mark.parametrize(
    ("label", "role"), [(label, role) for role, labels in LABELS.items() for label in labels.split("|")]
)
def test_a_label_is_understood_in_the_languages_of_europe(label: str, role: Role) -> None:
    assert guess_role(label) is role
    assert guess_role(label.upper()) is role
    assert guess_role(label.replace(" ", "_")) is role
