namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The DTOs of OpiMetier, versions 2 to 10, state of 6.70.00, as text: one type a line, its elements in schema order; what is
/// indented goes on with the line before.
/// <para>After an element's name: <c>:i</c> int, <c>:d</c> decimal, <c>=T</c> of type T, <c>*T</c> any number of T,
/// <c>#n</c> width, <c>!</c> required on arrival, <c>^</c> key, <c>-</c> not nillable, <c>~</c> default "",
/// <c>@6.50</c> since that release.</para>
/// <para>A type <c>A/B</c> is the array B in the namespace of A. A version is a line that starts with its number.</para>
/// </summary>
internal static class OpiTypeTable
{
    public const string Types = """
        MAJDernierDiplObtDTO        codTdeDerDip codDepPayDerDip codTypDepPayDerDip codEtbDerDip codTdsOpi daaEtbDerDip
        MAJDernierEtbFrequenteDTO   codDepPayAntIaaOpi codEtbAntIaa codTpeAntIaa codTypDepPayAntIaaOpi daaEtbAntIaaOpi
        MAJDonneesNaissanceDTO      codDepPayNai#3 codPayNat#3 codTypDepPayNai#1 dateNaiIndOpi#8! libVilNaiEtuOpi#30 temDateNaiRelOpi#1
        MAJDonneesNaissanceDTO2     codDepPayNai#3 codPayNat#3 codTypDepPayNai#1 dateNaiIndOpi#8! codComNaiEtuOpi#5 libVilNaiEtuOpi#30
                                    temDateNaiRelOpi#1
        MAJDonneesPersonnellesDTO2  adrMailOpi#200 codFam codPcs codPcsAp codSim codThbOpi codThpOpi daaLbtIndOpi dmmLbtIndOpi
                                    numTelPorOpi#15
        MAJDonneesPersonnellesDTO3  adrMailOpi#200 codFam codPcs codPcsAp codSim codThbOpi codThpOpi daaLbtIndOpi dmmLbtIndOpi
                                    numTelPorOpi#15 codRgi codStu
        MAJEtatCivilDTO             codCleNneIndOpi#1 codNneIndOpi#10 codSexEtuOpi#1 libNomPatIndOpi#30! libNomUsuIndOpi#30 libPr1IndOpi#20!
                                    libPr2IndOpi#20 libPr3IndOpi#20
        MAJEtatCivilDTO2            codNneIndOpi#11 codSexEtuOpi#1 libNomPatIndOpi#30! libNomUsuIndOpi#30 libPr1IndOpi#20! libPr2IndOpi#20
                                    libPr3IndOpi#20
        MAJInscriptionParalleleDTO  codEtbAnnCrt codTpeAnnCrt
        MAJInscriptionParalleleDTO2 codEtbAnnCrt codTpeAnnCrt temPrlAnnCrt
        MAJPremiereInscriptionDTO   codEtb daaEnsSupOpi daaEntEtbOpi daaEtbOpi daaEtrSup
        MAJPrgEchangeDTO            codEtrOpi codPrgOpi temSnsPrgOpi
        MAJSituationAnnPreDTO       codDepPayAnnPreOpi codEtbAnnPreOpi codSisAnnPreOpi codTypDepPayAnnPreOpi
        MAJOpiIndDTO2               codEtuOpi:i codOpiIntEpo#10!^ dernierDiplObt=MAJDernierDiplObtDTO
                                    dernierEtbFrequente=MAJDernierEtbFrequenteDTO donneesNaissance=MAJDonneesNaissanceDTO
                                    donneesPersonnelles=MAJDonneesPersonnellesDTO2 etatCivil=MAJEtatCivilDTO
                                    inscriptionParallele=MAJInscriptionParalleleDTO premiereInscription=MAJPremiereInscriptionDTO
                                    prgEchange=MAJPrgEchangeDTO situationAnnPre=MAJSituationAnnPreDTO
        MAJOpiIndDTO3               codEtuOpi:i codOpiIntEpo#10!^ dernierDiplObt=MAJDernierDiplObtDTO
                                    dernierEtbFrequente=MAJDernierEtbFrequenteDTO donneesNaissance=MAJDonneesNaissanceDTO
                                    donneesPersonnelles=MAJDonneesPersonnellesDTO3 etatCivil=MAJEtatCivilDTO
                                    inscriptionParallele=MAJInscriptionParalleleDTO premiereInscription=MAJPremiereInscriptionDTO
                                    prgEchange=MAJPrgEchangeDTO situationAnnPre=MAJSituationAnnPreDTO
        MAJOpiIndDTO4               codEtuOpi:i codOpiIntEpo#10!^ dernierDiplObt=MAJDernierDiplObtDTO
                                    dernierEtbFrequente=MAJDernierEtbFrequenteDTO donneesNaissance=MAJDonneesNaissanceDTO
                                    donneesPersonnelles=MAJDonneesPersonnellesDTO3 etatCivil=MAJEtatCivilDTO
                                    inscriptionParallele=MAJInscriptionParalleleDTO2 premiereInscription=MAJPremiereInscriptionDTO
                                    prgEchange=MAJPrgEchangeDTO situationAnnPre=MAJSituationAnnPreDTO
        MAJOpiIndDTO5               codEtuOpi:i codOpiIntEpo#10!^ dernierDiplObt=MAJDernierDiplObtDTO
                                    dernierEtbFrequente=MAJDernierEtbFrequenteDTO donneesNaissance=MAJDonneesNaissanceDTO2
                                    donneesPersonnelles=MAJDonneesPersonnellesDTO3 etatCivil=MAJEtatCivilDTO
                                    inscriptionParallele=MAJInscriptionParalleleDTO2 premiereInscription=MAJPremiereInscriptionDTO
                                    prgEchange=MAJPrgEchangeDTO situationAnnPre=MAJSituationAnnPreDTO
        MAJOpiIndDTO6               codEtuOpi:i codOpiIntEpo#10!^ dernierDiplObt=MAJDernierDiplObtDTO
                                    dernierEtbFrequente=MAJDernierEtbFrequenteDTO donneesNaissance=MAJDonneesNaissanceDTO2
                                    donneesPersonnelles=MAJDonneesPersonnellesDTO3 etatCivil=MAJEtatCivilDTO2
                                    inscriptionParallele=MAJInscriptionParalleleDTO2 premiereInscription=MAJPremiereInscriptionDTO
                                    prgEchange=MAJPrgEchangeDTO situationAnnPre=MAJSituationAnnPreDTO
        MAJOpiAdresseDTO            codBdi#5 codCom#5 codPay#3 lib1#32 lib2#32 lib3#32 libAde#32 numTel#15
        MAJOpiBacDTO                codBac#4 codDep#3 codEtb#8 codMention#2 codTpe#2 daaObtBacOba#4
        MAJOpiBacDTO2               codBac#4 codDep#3 codEtb#8 codMention#2 codTpe#2 daaObtBacOba#4 codSpe1BacTer#4~ codSpe2BacTer#4~
                                    codSpeBacPre#4~ codOpt1Bac#4~ codOpt2Bac#4~ codOpt3Bac#4~ codOpt4Bac#4~
        MAJOpiDacDTO                codCurOpi codDac codDepPay codDipCur codEtb codNif:i codTpe codTypDepPay daaUniDac dipCur libCmtDac
                                    nbrCrdCur:d temObtCurVae temObtDac
        MAJOpiTheseDTO              codDip- codVrsVdi:i- codEtp- codVrsVet:i- codThsTrv codDis:i libThs libThsLng codLng codEdo codPerDir:i
                                    codPerCdr:i codPerCdr2:i codEqr
        MAJConvocationDTO           datCvc dhhCvc:i dmnCvc:i
        MAJTitreAccesExterneDTO     codDacOpi codDepPayDacOpi codEtbDacOpi codTpeDacOpi codTypDepPayDacOpi daaDacOpi
        MAJOpiVoeuDTO               codAttDec codCge#3!^ codCmp codDecVeu#1!^ codDemDos#1 codDip^ codEtp#6!^ codMfo codSpe1Opi codSpe2Opi
                                    codSpe3Opi codTyd codVrsVdi:i codVrsVet:i! convocation=MAJConvocationDTO libCmtJur numCls:i! temValPsd#1
                                    titreAccesExterne=MAJTitreAccesExterneDTO
        MAJOpiVoeuDTO2              codAttDec codCge#3!^ codCmp codDecVeu#1!^ codCatOuiSi mtfCat codDemDos#1 codDip^ codEtp#6!^ codMfo
                                    codSpe1Opi codSpe2Opi codSpe3Opi codTyd codVrsVdi:i codVrsVet:i! convocation=MAJConvocationDTO libCmtJur
                                    numCls:i! temValPsd#1 titreAccesExterne=MAJTitreAccesExterneDTO ctrAdr
        MAJOpiVoeuDTO3              codAttDec codCge#3!^ codCmp codRge@6.50 codDecVeu#1!^ codCatOuiSi mtfCat codDemDos#1 codDip^ codEtp#6!^
                                    codMfo codSpe1Opi codSpe2Opi codSpe3Opi codTyd codVrsVdi:i codVrsVet:i! convocation=MAJConvocationDTO
                                    libCmtJur numCls:i! temValPsd#1 titreAccesExterne=MAJTitreAccesExterneDTO ctrAdr codCatExoExt comExoExt
        DonneesOpiDTO2/TableauVoeu  item*MAJOpiVoeuDTO
        DonneesOpiDTO2              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO2 voeux=DonneesOpiDTO2/TableauVoeu
        DonneesOpiDTO3/TableauVoeu  item*MAJOpiVoeuDTO
        DonneesOpiDTO3              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO3 voeux=DonneesOpiDTO3/TableauVoeu
        DonneesOpiDTO4/TableauVoeu  item*MAJOpiVoeuDTO
        DonneesOpiDTO4              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO3 voeux=DonneesOpiDTO4/TableauVoeu donneesThese=MAJOpiTheseDTO
        DonneesOpiDTO5/TableauVoeu  item*MAJOpiVoeuDTO
        DonneesOpiDTO5              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO4 voeux=DonneesOpiDTO5/TableauVoeu donneesThese=MAJOpiTheseDTO
        DonneesOpiDTO6/TableauVoeu  item*MAJOpiVoeuDTO
        DonneesOpiDTO6              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO5 voeux=DonneesOpiDTO6/TableauVoeu donneesThese=MAJOpiTheseDTO
        DonneesOpiDTO7/TableauVoeu  item*MAJOpiVoeuDTO
        DonneesOpiDTO7              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO6 voeux=DonneesOpiDTO7/TableauVoeu donneesThese=MAJOpiTheseDTO
        DonneesOpiDTO8/TableauVoeu2 item*MAJOpiVoeuDTO2
        DonneesOpiDTO8              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO6 voeux=DonneesOpiDTO8/TableauVoeu2 donneesThese=MAJOpiTheseDTO
        DonneesOpiDTO9/TableauVoeu3 item*MAJOpiVoeuDTO3
        DonneesOpiDTO9              adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO6 voeux=DonneesOpiDTO9/TableauVoeu3 donneesThese=MAJOpiTheseDTO
        DonneesOpiDTO10/TableauVoeu3 modEnv@6.50 item*MAJOpiVoeuDTO3
        DonneesOpiDTO10             adresseAnnuelle=MAJOpiAdresseDTO adresseFixe=MAJOpiAdresseDTO bac=MAJOpiBacDTO2 dac=MAJOpiDacDTO
                                    individu=MAJOpiIndDTO6 voeux=DonneesOpiDTO10/TableauVoeu3 donneesThese=MAJOpiTheseDTO
        2                           DonneesOpiDTO2
        3                           DonneesOpiDTO3
        4                           DonneesOpiDTO4
        5                           DonneesOpiDTO5
        6                           DonneesOpiDTO6
        7                           DonneesOpiDTO7
        8                           DonneesOpiDTO8
        9                           DonneesOpiDTO9
        10                          DonneesOpiDTO10
        """;
}
