using System.Xml.Schema;
using System.Xml.Serialization;

namespace Parcoursup.Gateway.SoapAnswer;

// The types of mettreajourDonneesOpi_v10 as code generators write them for XmlSerializer: every element with its Order. A reader
// made of them skips in silence whatever comes in another order, so it is measured, not used.
#pragma warning disable CA1707, CA1819

[XmlRoot("mettreajourDonneesOpi_v10", Namespace = TypedOpi.Namespace)]
public sealed class TypedOpi
{
    public const string Namespace = "gouv.education.apogee.commun.servicesmetiers.OpiMetier";

    [XmlElement(Form = XmlSchemaForm.Unqualified, Order = 0)] public DonneesOpiDTO10? _donneesOpi { get; set; }
}

[XmlType(Namespace = "DonneesOpiDTO10.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class DonneesOpiDTO10
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public MAJOpiAdresseDTO? adresseAnnuelle { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public MAJOpiAdresseDTO? adresseFixe { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public MAJOpiBacDTO2? bac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public MAJOpiDacDTO? dac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public MAJOpiIndDTO6? individu { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public TableauVoeu3? voeux { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public MAJOpiTheseDTO? donneesThese { get; set; }
}

[XmlType(Namespace = "MAJOpiAdresseDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJOpiAdresseDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codBdi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codCom { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codPay { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? lib1 { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? lib2 { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public string? lib3 { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public string? libAde { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 7)] public string? numTel { get; set; }
}

[XmlType(Namespace = "MAJOpiBacDTO2.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJOpiBacDTO2
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codBac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codDep { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codEtb { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? codMention { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? codTpe { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public string? daaObtBacOba { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public string? codSpe1BacTer { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 7)] public string? codSpe2BacTer { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 8)] public string? codSpeBacPre { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 9)] public string? codOpt1Bac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 10)] public string? codOpt2Bac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 11)] public string? codOpt3Bac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 12)] public string? codOpt4Bac { get; set; }
}

[XmlType(Namespace = "MAJOpiDacDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJOpiDacDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codCurOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codDac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codDepPay { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? codDipCur { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? codEtb { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public int? codNif { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public string? codTpe { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 7)] public string? codTypDepPay { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 8)] public string? daaUniDac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 9)] public string? dipCur { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 10)] public string? libCmtDac { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 11)] public decimal? nbrCrdCur { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 12)] public string? temObtCurVae { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 13)] public string? temObtDac { get; set; }
}

[XmlType(Namespace = "MAJOpiIndDTO6.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJOpiIndDTO6
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public int? codEtuOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codOpiIntEpo { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public MAJDernierDiplObtDTO? dernierDiplObt { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public MAJDernierEtbFrequenteDTO? dernierEtbFrequente { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public MAJDonneesNaissanceDTO2? donneesNaissance { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public MAJDonneesPersonnellesDTO3? donneesPersonnelles { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public MAJEtatCivilDTO2? etatCivil { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 7)] public MAJInscriptionParalleleDTO2? inscriptionParallele { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 8)] public MAJPremiereInscriptionDTO? premiereInscription { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 9)] public MAJPrgEchangeDTO? prgEchange { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 10)] public MAJSituationAnnPreDTO? situationAnnPre { get; set; }
}

[XmlType(Namespace = "MAJDernierDiplObtDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJDernierDiplObtDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codTdeDerDip { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codDepPayDerDip { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codTypDepPayDerDip { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? codEtbDerDip { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? codTdsOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public string? daaEtbDerDip { get; set; }
}

[XmlType(Namespace = "MAJDernierEtbFrequenteDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJDernierEtbFrequenteDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codDepPayAntIaaOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codEtbAntIaa { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codTpeAntIaa { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? codTypDepPayAntIaaOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? daaEtbAntIaaOpi { get; set; }
}

[XmlType(Namespace = "MAJDonneesNaissanceDTO2.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJDonneesNaissanceDTO2
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codDepPayNai { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codPayNat { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codTypDepPayNai { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? dateNaiIndOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? codComNaiEtuOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public string? libVilNaiEtuOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public string? temDateNaiRelOpi { get; set; }
}

[XmlType(Namespace = "MAJDonneesPersonnellesDTO3.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJDonneesPersonnellesDTO3
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? adrMailOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codFam { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codPcs { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? codPcsAp { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? codSim { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public string? codThbOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public string? codThpOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 7)] public string? daaLbtIndOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 8)] public string? dmmLbtIndOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 9)] public string? numTelPorOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 10)] public string? codRgi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 11)] public string? codStu { get; set; }
}

[XmlType(Namespace = "MAJEtatCivilDTO2.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJEtatCivilDTO2
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codNneIndOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codSexEtuOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? libNomPatIndOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? libNomUsuIndOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? libPr1IndOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public string? libPr2IndOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public string? libPr3IndOpi { get; set; }
}

[XmlType(Namespace = "MAJInscriptionParalleleDTO2.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJInscriptionParalleleDTO2
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codEtbAnnCrt { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codTpeAnnCrt { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? temPrlAnnCrt { get; set; }
}

[XmlType(Namespace = "MAJPremiereInscriptionDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJPremiereInscriptionDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codEtb { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? daaEnsSupOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? daaEntEtbOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? daaEtbOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? daaEtrSup { get; set; }
}

[XmlType(Namespace = "MAJPrgEchangeDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJPrgEchangeDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codEtrOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codPrgOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? temSnsPrgOpi { get; set; }
}

[XmlType(Namespace = "MAJSituationAnnPreDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJSituationAnnPreDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codDepPayAnnPreOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codEtbAnnPreOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codSisAnnPreOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? codTypDepPayAnnPreOpi { get; set; }
}

[XmlType(Namespace = "DonneesOpiDTO10.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class TableauVoeu3
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? modEnv { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, Order = 1)] public MAJOpiVoeuDTO3[]? item { get; set; }
}

[XmlType(Namespace = "MAJOpiVoeuDTO3.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJOpiVoeuDTO3
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codAttDec { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codCge { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codCmp { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? codRge { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? codDecVeu { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public string? codCatOuiSi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public string? mtfCat { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 7)] public string? codDemDos { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 8)] public string? codDip { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 9)] public string? codEtp { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 10)] public string? codMfo { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 11)] public string? codSpe1Opi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 12)] public string? codSpe2Opi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 13)] public string? codSpe3Opi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 14)] public string? codTyd { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 15)] public int? codVrsVdi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 16)] public int? codVrsVet { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 17)] public MAJConvocationDTO? convocation { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 18)] public string? libCmtJur { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 19)] public int? numCls { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 20)] public string? temValPsd { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 21)] public MAJTitreAccesExterneDTO? titreAccesExterne { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 22)] public string? ctrAdr { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 23)] public string? codCatExoExt { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 24)] public string? comExoExt { get; set; }
}

[XmlType(Namespace = "MAJConvocationDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJConvocationDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? datCvc { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public int? dhhCvc { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public int? dmnCvc { get; set; }
}

[XmlType(Namespace = "MAJTitreAccesExterneDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJTitreAccesExterneDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 0)] public string? codDacOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public string? codDepPayDacOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 2)] public string? codEtbDacOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public string? codTpeDacOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? codTypDepPayDacOpi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public string? daaDacOpi { get; set; }
}

[XmlType(Namespace = "MAJOpiTheseDTO.opi.dto.transverse.commun.apogee.education.gouv")]
public sealed class MAJOpiTheseDTO
{
    [XmlElement(Form = XmlSchemaForm.Unqualified, Order = 0)] public string? codDip { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 1)] public int? codVrsVdi { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, Order = 2)] public string? codEtp { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 3)] public int? codVrsVet { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 4)] public string? codThsTrv { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 5)] public int? codDis { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 6)] public string? libThs { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 7)] public string? libThsLng { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 8)] public string? codLng { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 9)] public string? codEdo { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 10)] public int? codPerDir { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 11)] public int? codPerCdr { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 12)] public int? codPerCdr2 { get; set; }
    [XmlElement(Form = XmlSchemaForm.Unqualified, IsNullable = true, Order = 13)] public string? codEqr { get; set; }
}
