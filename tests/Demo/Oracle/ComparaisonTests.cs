using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle;

namespace Parcoursup.Gateway.Demo.Tests.Oracle;

public sealed class ComparaisonTests
{
    private static readonly EtatAttendu Attendu = new(
        new Dictionary<string, IReadOnlyList<VoeuAttendu>>
        {
            ["17"] = [new("DRT", "L1DRO1", 101, "D"), new("DRT", "L1DRO3", 101, "S", "OS3", "REM")],
        },
        new Dictionary<(int, int), int> { [(17, 8842)] = 1 });

    [Fact]
    public void The_same_state_has_no_difference() => Assert.Empty(Comparaison.Apogee(Attendu, Apogee(Opi("17", Voeu("L1DRO3", "S", "OS3"), Voeu("L1DRO1", "D", "OS3")))));

    [Theory]
    [InlineData("S", "OS4")]
    [InlineData("F", "")]
    [InlineData("D", "")]
    public void Another_decision_or_category_is_a_difference(string decision, string categorie)
    {
        var ecart = Assert.Single(Comparaison.Apogee(Attendu, Apogee(Opi("17", Voeu("L1DRO1", "D"), Voeu("L1DRO3", decision, categorie)))));
        Assert.StartsWith("Apogée, OPI 17 : attendu [DRT/L1DRO1-101=D, DRT/L1DRO3-101=S (OS3, REM)], trouvé", ecart, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_unexpected_OPI_are_differences()
    {
        var ecarts = Comparaison.Apogee(Attendu, Apogee(Opi("18", Voeu("L1DRO1", "F"))));
        Assert.Equal(2, ecarts.Count);
        Assert.Contains("absente", ecarts[0], StringComparison.Ordinal);
        Assert.Contains("inattendue", ecarts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_birth_date_is_a_difference()
    {
        var attendu = Attendu with { Naissances = new Dictionary<string, DateOnly> { ["17"] = new(2008, 2, 28) } };
        var etat = Apogee(Opi("17", Voeu("L1DRO3", "S", "OS3"), Voeu("L1DRO1", "D")));
        etat["opi"]![0]!["dateNaissance"] = "28022008";
        Assert.Empty(Comparaison.Apogee(attendu, etat));

        etat["opi"]![0]!["dateNaissance"] = "28022007";
        Assert.Equal("Apogée, OPI 17 : né le 28022008 attendu, trouvé 28022007", Assert.Single(Comparaison.Apogee(attendu, etat)));
    }

    [Fact]
    public void Omissions_and_overlaps_are_differences()
    {
        var etat = Apogee(Opi("17", Voeu("L1DRO3", "S", "OS3"), Voeu("L1DRO1", "D")));
        (etat["totaux"]!["omissions"], etat["totaux"]!["chevauchements"]) = (1, 2);
        Assert.Equal(2, Comparaison.Apogee(Attendu, etat).Count);
    }

    [Theory]
    [InlineData(17, 1, 0)]
    [InlineData(17, 3, 1)]
    [InlineData(18, 1, 2)]
    public void States_at_Parcoursup_are_compared_both_ways(int candidat, int etatInscription, int ecarts)
    {
        var etat = new JsonObject
        {
            ["inscriptions"] = new JsonArray(new JsonObject { ["codeCandidat"] = candidat, ["codeFormationPsup"] = 8842, ["etatInscription"] = etatInscription }),
        };
        Assert.Equal(ecarts, Comparaison.Parcoursup(Attendu, etat).Count);
    }

    private static JsonObject Apogee(params JsonNode[] opi) => new()
    {
        ["opi"] = new JsonArray(opi),
        ["totaux"] = new JsonObject { ["omissions"] = 0, ["chevauchements"] = 0 },
    };

    private static JsonObject Opi(string code, params JsonNode[] voeux) => new() { ["codOpiIntEpo"] = code, ["voeux"] = new JsonArray(voeux) };

    private static JsonObject Voeu(string etp, string decision, string categorie = "") => new()
    {
        ["codCge"] = "DRT", ["codEtp"] = etp, ["codVrsVet"] = "101", ["codDecVeu"] = decision,
        ["codCatOuiSi"] = categorie, ["mtfCat"] = categorie.Length == 0 ? null : "REM",
    };
}
