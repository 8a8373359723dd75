namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>
/// The DTOs of OpiMetier, state of 6.70.00, as text: one type a line, its elements in schema order.
/// <para>After an element's name: <c>:i</c> int, <c>:d</c> decimal, <c>=T</c> of type T, <c>*T</c> any number of T,
/// <c>#n</c> width, <c>!</c> required on arrival, <c>^</c> key, <c>-</c> not nillable, <c>@6.50</c> since that release.</para>
/// <para>A type <c>A/B</c> is the array B in the namespace of A. A version is a line that starts with its number.</para>
/// </summary>
internal static class OpiTypeTable
{
    public const string Types = """
        MAJDernierDiplObtDTO        codTdeDerDip codDepPayDerDip codTypDepPayDerDip codEtbDerDip codTdsOpi daaEtbDerDip
        MAJDernierEtbFrequenteDTO   codDepPayAntIaaOpi codEtbAntIaa codTpeAntIaa codTypDepPayAntIaaOpi daaEtbAntIaaOpi
        MAJDonneesNaissanceDTO2     codDepPayNai#3 codPayNat#3 codTypDepPayNai#1 dateNaiIndOpi#8! codComNaiEtuOpi#5 libVilNaiEtuOpi#30 temDateNaiRelOpi#1
        MAJDonneesPersonnellesDTO3  adrMailOpi#200 codFam codPcs codPcsAp codSim codThbOpi codThpOpi daaLbtIndOpi dmmLbtIndOpi numTelPorOpi#15 codRgi codStu
        MAJEtatCivilDTO2            codNneIndOpi#11 codSexEtuOpi#1 libNomPatIndOpi#30! libNomUsuIndOpi#30 libPr1IndOpi#20! libPr2IndOpi#20 libPr3IndOpi#20
        MAJInscriptionParalleleDTO2 codEtbAnnCrt codTpeAnnCrt temPrlAnnCrt
        MAJPremiereInscriptionDTO   codEtb daaEnsSupOpi daaEntEtbOpi daaEtbOpi daaEtrSup
        MAJPrgEchangeDTO            codEtrOpi codPrgOpi temSnsPrgOpi
        MAJSituationAnnPreDTO       codDepPayAnnPreOpi codEtbAnnPreOpi codSisAnnPreOpi codTypDepPayAnnPreOpi
        MAJOpiIndDTO6               codEtuOpi:i codOpiIntEpo#10!^ dernierDiplObt=MAJDernierDiplObtDTO dernierEtbFrequente=MAJDernierEtbFrequenteDTO donneesNaissance=MAJDonneesNaissanceDTO2 donneesPersonnelles=MAJDonneesPersonnellesDTO3 etatCivil=MAJEtatCivilDTO2 inscriptionParallele=MAJInscriptionParalleleDTO2 premiereInscription=MAJPremiereInscriptionDTO prgEchange=MAJPrgEchangeDTO situationAnnPre=MAJSituationAnnPreDTO
        MAJOpiAdresseDTO            codBdi#5 codCom#5 codPay#3 lib1#32 lib2#32 lib3#32 libAde#32 numTel#15
        MAJOpiBacDTO                codBac#4 codDep#3 codEtb#8 codMention#2 codTpe#2 daaObtBacOba#4
        MAJOpiBacDTO2               codBac#4 codDep#3 codEtb#8 codMention#2 codTpe#2 daaObtBacOba#4 codSpe1BacTer#4 codSpe2BacTer#4 codSpeBacPre#4 codOpt1Bac#4 codOpt2Bac#4 codOpt3Bac#4 codOpt4Bac#4
        MAJOpiDacDTO                codCurOpi codDac codDepPay codDipCur codEtb codNif:i codTpe codTypDepPay daaUniDac dipCur libCmtDac nbrCrdCur:d temObtCurVae temObtDac
        MAJOpiTheseDTO              codDip- codVrsVdi:i- codEtp- codVrsVet:i- codThsTrv codDis:i libThs libThsLng codLng codEdo codPerDir:i codPerCdr:i codPerCdr2:i codEqr
        MAJConvocationDTO           datCvc dhhCvc:i dmnCvc:i
        MAJTitreAccesExterneDTO     codDacOpi codDepPayDacOpi codEtbDacOpi codTpeDacOpi codTypDepPayDacOpi daaDacOpi
        MAJOpiVoeuDTO3              codAttDec codCge#3!^ codCmp codRge@6.50 codDecVeu#1!^ codCatOuiSi mtfCat codDemDos#1 codDip^ codEtp#6!^ codMfo codSpe1Opi codSpe2Opi codSpe3Opi codTyd codVrsVdi:i codVrsVet:i! convocation=MAJConvocationDTO libCmtJur numCls:i! temValPsd#1 titreAccesExterne=MAJTitreAccesExterneDTO ctrAdr codCatExoExt comExoExt
        DonneesOpiDTO9/TableauVoeu3 item*MAJOpiVoeuDTO3
        DonneesOpiDTO9              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO individu=MAJOpiIndDTO6 voeux=DonneesOpiDTO9/TableauVoeu3 donneesThese=MAJOpiTheseDTO
        DonneesOpiDTO10/TableauVoeu3 modEnv@6.50 item*MAJOpiVoeuDTO3
        DonneesOpiDTO10             adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO2 dac=MAJOpiDacDTO individu=MAJOpiIndDTO6 voeux=DonneesOpiDTO10/TableauVoeu3 donneesThese=MAJOpiTheseDTO
        9                           DonneesOpiDTO9
        10                          DonneesOpiDTO10
        """;
}
