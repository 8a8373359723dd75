using Parcoursup.Gateway.Domain.Exposition;
using TypeCode = Parcoursup.Gateway.Domain.Exposition.TypeCode;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>Small nomenclatures, written by hand, with every trap of the real ones.</summary>
internal static class Monde
{
    public const string Bts = "32020116";
    public const string Uai = "0942542C";
    public const string Mere = "0940001A";

    public static readonly TablesNomenclature Tables = new()
    {
        Mefs =
        [
            // The fourth character of the final year says 1: it does not tell the year.
            new("3112011621", "31112011621", Bts, "311", 2, 1, new(2020, 9, 1)),
            new("3112011622", "31112011622", Bts, "311", 2, 2, new(2020, 9, 1)),
            // Two dispositifs, two final years.
            new("2473500121", "24730001111", "40030001", "247", 3, 1, null),
            new("2473500123", "24730001113", "40030001", "247", 3, 3, null),
            new("2763500122", "27630001112", "40030001", "276", 2, 2, null),
            // A first year that two certifications share.
            new("2473500221", "24710002111", "40031211", "247", 3, 1, null),
            new("3112020122", "31132020122", "32020199", "311", 2, 2, new(2024, 9, 1)),
            new("3112020222", "31132020222", "32020200", "311", 2, 2, null),
            new("3112020322", "31132020322", "32020300", "311", 2, 2, null),
        ],
        Diplomes =
        [
            new(Bts, new(2020, 9, 1), ["32020115"], []),
            new("32020115", new(2010, 9, 1), [], []), // its mirror is missing
            new("40030001", new(2010, 9, 1), [], []), new("40031211", new(2019, 9, 1), [], []),
            new("32020199", new(2024, 9, 1), ["99999999"], []), // its older code is unknown
            new("32020200", new(2015, 9, 1), [], ["32020300", "32020301"]), // a split
            new("32020300", new(2020, 9, 1), ["32020200"], []), new("32020301", new(2020, 9, 1), [], []),
            new("32020400", new(2020, 9, 1), ["32020401", "32020402"], []), // a merge
            new("32020401", new(2010, 9, 1), [], []), new("32020402", new(2010, 9, 1), [], []),
        ],
        CertifInfo =
        [
            new("100", "35341", "FOR.1", Bts, null, null), new("101", "37391", "FOR.2", "40030001", null, null),
            new("102", "30000", "FOR.3", null, "2500249", "103"), new("103", null, "FOR.4", null, "2500100", null),
            new("104", "40000", "FOR.5", Bts, null, null), new("105", "40000", "FOR.5", "32020199", null, null),
        ],
        Sises = ["2500249", "2500100"],
        Uais = [new(Uai, "24"), new("9740001A", "28"), new("9830001B", "40")],
        Meres = [new(Uai, Mere)],
        Rco = [new("RCO|1", Bts)],
        Encodages = [new("900", "SISE:2500249")],
        Perimetre = [new("BTS - Production", "App.", true), new("BTS - Production", "Sco.", false)],
    };

    public static NomenclaturesExposition Toutes => new(Tables);

    public static LigneCatalogue Ligne(string cle = "1") => new(cle) { UaiComposante = Uai, Libelle = "BTS - Production" };

    public static LigneCandidate Chercher(LigneCatalogue ligne) => CandidatsRule.De(ligne, Toutes);

    public static EnregistrementExposition Record(int? nb = 30, decimal? taux = 50) => new()
    {
        CodeCertification = Bts, Millesime = "2022_2023", NbAnneeTerm = nb, TauxEnEmploi6Mois = taux, TauxEnFormation = taux,
    };

    public static CodeCertification Cfd(string code) => new(TypeCode.Cfd, code);
}
