using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>
/// The type table against the history of the operation as the contract tells it (§2): what version 2 had, and what each
/// later one added and where. Written apart from the table, so that a slip in one of its long lines shows.
/// </summary>
public sealed class OpiSchemaTests
{
    private const string Version2 =
        """
        adresseAnnuelle|adresseFixe: codBdi codCom codPay lib1 lib2 lib3 libAde numTel
        bac: codBac codDep codEtb codMention codTpe daaObtBacOba
        dac: codCurOpi codDac codDepPay codDipCur codEtb codNif/int codTpe codTypDepPay daaUniDac dipCur libCmtDac nbrCrdCur/decimal temObtCurVae temObtDac
        individu: codEtuOpi/int codOpiIntEpo dernierDiplObt/ dernierEtbFrequente/ donneesNaissance/ donneesPersonnelles/ etatCivil/ inscriptionParallele/ premiereInscription/ prgEchange/ situationAnnPre/
        individu.dernierDiplObt: codTdeDerDip codDepPayDerDip codTypDepPayDerDip codEtbDerDip codTdsOpi daaEtbDerDip
        individu.dernierEtbFrequente: codDepPayAntIaaOpi codEtbAntIaa codTpeAntIaa codTypDepPayAntIaaOpi daaEtbAntIaaOpi
        individu.donneesNaissance: codDepPayNai codPayNat codTypDepPayNai dateNaiIndOpi libVilNaiEtuOpi temDateNaiRelOpi
        individu.donneesPersonnelles: adrMailOpi codFam codPcs codPcsAp codSim codThbOpi codThpOpi daaLbtIndOpi dmmLbtIndOpi numTelPorOpi
        individu.etatCivil: codCleNneIndOpi codNneIndOpi codSexEtuOpi libNomPatIndOpi libNomUsuIndOpi libPr1IndOpi libPr2IndOpi libPr3IndOpi
        individu.inscriptionParallele: codEtbAnnCrt codTpeAnnCrt
        individu.premiereInscription: codEtb daaEnsSupOpi daaEntEtbOpi daaEtbOpi daaEtrSup
        individu.prgEchange: codEtrOpi codPrgOpi temSnsPrgOpi
        individu.situationAnnPre: codDepPayAnnPreOpi codEtbAnnPreOpi codSisAnnPreOpi codTypDepPayAnnPreOpi
        voeux: item/*
        voeux.item: codAttDec codCge codCmp codDecVeu codDemDos codDip codEtp codMfo codSpe1Opi codSpe2Opi codSpe3Opi codTyd codVrsVdi/int codVrsVet/int convocation/ libCmtJur numCls/int temValPsd titreAccesExterne/
        voeux.item.convocation: datCvc dhhCvc/int dmnCvc/int
        voeux.item.titreAccesExterne: codDacOpi codDepPayDacOpi codEtbDacOpi codTpeDacOpi codTypDepPayDacOpi daaDacOpi
        """;

    // In: these elements stand from here on in that place, behind the named one ("" for the first place).
    private static readonly (int Version, string In, string Behind, string Added)[] History =
    [
        (3, "individu.donneesPersonnelles", "numTelPorOpi", "codRgi codStu"),
        (4, "", "voeux", "donneesThese/"),
        (4, "donneesThese", "", "codDip! codVrsVdi/int! codEtp! codVrsVet/int! codThsTrv codDis/int libThs libThsLng codLng codEdo codPerDir/int codPerCdr/int codPerCdr2/int codEqr"),
        (5, "individu.inscriptionParallele", "codTpeAnnCrt", "temPrlAnnCrt"),
        (6, "individu.donneesNaissance", "dateNaiIndOpi", "codComNaiEtuOpi"),
        (8, "voeux.item", "codDecVeu", "codCatOuiSi mtfCat"),
        (8, "voeux.item", "titreAccesExterne", "ctrAdr"),
        (9, "voeux.item", "ctrAdr", "codCatExoExt comExoExt"),
        (9, "voeux.item", "codCmp", "codRge"),
        (10, "bac", "daaObtBacOba", "codSpe1BacTer codSpe2BacTer codSpeBacPre codOpt1Bac codOpt2Bac codOpt3Bac codOpt4Bac"),
        (10, "voeux", "", "modEnv"),
    ];

    // Which type the place has, from which version on.
    private const string Types =
        """
        adresseAnnuelle|adresseFixe: 2 MAJOpiAdresseDTO
        bac: 2 MAJOpiBacDTO 10 MAJOpiBacDTO2
        dac: 2 MAJOpiDacDTO
        individu: 2 MAJOpiIndDTO2 3 MAJOpiIndDTO3 5 MAJOpiIndDTO4 6 MAJOpiIndDTO5 7 MAJOpiIndDTO6
        individu.dernierDiplObt: 2 MAJDernierDiplObtDTO
        individu.dernierEtbFrequente: 2 MAJDernierEtbFrequenteDTO
        individu.donneesNaissance: 2 MAJDonneesNaissanceDTO 6 MAJDonneesNaissanceDTO2
        individu.donneesPersonnelles: 2 MAJDonneesPersonnellesDTO2 3 MAJDonneesPersonnellesDTO3
        individu.etatCivil: 2 MAJEtatCivilDTO 7 MAJEtatCivilDTO2
        individu.inscriptionParallele: 2 MAJInscriptionParalleleDTO 5 MAJInscriptionParalleleDTO2
        individu.premiereInscription: 2 MAJPremiereInscriptionDTO
        individu.prgEchange: 2 MAJPrgEchangeDTO
        individu.situationAnnPre: 2 MAJSituationAnnPreDTO
        voeux: 2 TableauVoeu 8 TableauVoeu2 9 TableauVoeu3
        voeux.item: 2 MAJOpiVoeuDTO 8 MAJOpiVoeuDTO2 9 MAJOpiVoeuDTO3
        voeux.item.convocation: 2 MAJConvocationDTO
        voeux.item.titreAccesExterne: 2 MAJTitreAccesExterneDTO
        donneesThese: 4 MAJOpiTheseDTO
        """;

    public static TheoryData<int> Versions => [2, 3, 4, 5, 6, 7, 8, 9, 10];

    [Fact]
    public void Versions_2_to_10_are_known_and_no_other() =>
        Assert.Equal(Enumerable.Range(2, 9), OpiSchema.Versions.Select(v => v.Numero));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_place_has_its_elements_in_order_with_type_and_nillability(int version)
    {
        var expected = ExpectedPlaces(version);
        var actual = new Dictionary<string, string>();
        Describe(OpiSchema.Version(version).Donnees, "", actual);

        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (place, elements) in expected) Assert.Equal($"{place}: {elements}", $"{place}: {actual[place]}");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_place_has_its_type_in_that_types_own_namespace(int version)
    {
        var donnees = OpiSchema.Version(version).Donnees;
        Assert.Equal($"DonneesOpiDTO{version}", donnees.Nom);
        foreach (var (place, type) in ExpectedTypes(version))
        {
            var found = Find(donnees, place);
            Assert.Equal((place, type), (place, found.Nom));
            // An array has no namespace of its own.
            Assert.Equal((place == "voeux" ? donnees.Nom : type) + ".opi.dto.transverse.commun.apogee.education.gouv", found.EspaceDeNoms);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Keys_and_required_fields_are_marked_in_every_version(int version)
    {
        var donnees = OpiSchema.Version(version).Donnees;
        Assert.Equal(["codOpiIntEpo"], Names(Find(donnees, "individu"), e => e.EstCle));
        Assert.Equal(["codCge", "codDecVeu", "codDip", "codEtp"], Names(Find(donnees, "voeux.item"), e => e.EstCle));
        Assert.Equal(["codCge", "codDecVeu", "codEtp", "codVrsVet", "numCls"], Names(Find(donnees, "voeux.item"), e => e.Requis));
        Assert.Equal(["libNomPatIndOpi", "libPr1IndOpi"], Names(Find(donnees, "individu.etatCivil"), e => e.Requis));
        Assert.Equal(["dateNaiIndOpi"], Names(Find(donnees, "individu.donneesNaissance"), e => e.Requis));
        Assert.Equal(version < 7 ? 10 : 11, Find(donnees, "individu.etatCivil").Elements.Single(e => e.Nom == "codNneIndOpi").Largeur);
    }

    private static string[] Names(OpiType type, Func<OpiElement, bool> which) => [.. type.Elements.Where(which).Select(e => e.Nom).Order()];

    private static OpiType Find(OpiType root, string place) =>
        place.Split('.').Aggregate(root, (type, name) => type.Elements.Single(e => e.Nom == name).Type!);

    private static void Describe(OpiType type, string place, Dictionary<string, string> places)
    {
        places[place] = string.Join(' ', type.Elements.Select(e => e.Nom + (e switch
        {
            { EstRepete: true } => "/*",
            { Type: not null } => "/",
            { Nature: NatureElement.Entier } => "/int",
            { Nature: NatureElement.Decimal } => "/decimal",
            _ => "",
        }) + (e.Nillable || e.EstRepete ? "" : "!")));
        foreach (var element in type.Elements)
            if (element.Type is { } child) Describe(child, place.Length == 0 ? element.Nom : $"{place}.{element.Nom}", places);
    }

    private static Dictionary<string, string> ExpectedPlaces(int version)
    {
        var places = Lines(Version2).ToDictionary(l => l.Place, l => l.Words.Split(' ').ToList());
        places[""] = ["adresseAnnuelle/", "adresseFixe/", "bac/", "dac/", "individu/", "voeux/"];
        foreach (var (since, place, behind, added) in History.Where(h => h.Version <= version))
        {
            if (!places.TryGetValue(place, out var elements)) places[place] = elements = [];
            elements.InsertRange(behind.Length == 0 ? 0 : elements.FindIndex(e => e.Split('/')[0] == behind) + 1, added.Split(' '));
        }

        if (version >= 7) places["individu.etatCivil"].Remove("codCleNneIndOpi");
        return places.ToDictionary(p => p.Key, p => string.Join(' ', p.Value));
    }

    private static IEnumerable<(string Place, string Type)> ExpectedTypes(int version)
    {
        foreach (var (place, rest) in Lines(Types))
        {
            var words = rest.Split(' ');
            var last = Enumerable.Range(0, words.Length / 2).LastOrDefault(i => int.Parse(words[2 * i], System.Globalization.CultureInfo.InvariantCulture) <= version, -1);
            if (last >= 0) yield return (place, words[(2 * last) + 1]);
        }
    }

    private static IEnumerable<(string Place, string Words)> Lines(string text) =>
        from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let colon = line.IndexOf(": ", StringComparison.Ordinal)
        from place in line[..colon].Split('|')
        select (place, line[(colon + 2)..]);
}
