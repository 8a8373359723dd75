using System.Text;
using Parcoursup.Gateway.Engine.Conservation;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>What of raw bytes is about a person.</summary>
public sealed class ContenuBrutTests
{
    private static readonly Qui Her = new QuiPersonne(new("univ-alpes", 2026, 4321, "123456789AB", "Durand", "Léa", "E4321"));

    [Theory]
    [InlineData("""{"identifiant":{"login":"x"},"donneesCandidat":{"codeCandidat":4321}}""", 1, "")]
    [InlineData("""[{"codeCandidat":4321},{"codeCandidat":18}]""", 1, """[{"codeCandidat":18}]""")]
    [InlineData("""[{"ine":"123456789ab"},{"ine":"123456789AC"}]""", 1, """[{"ine":"123456789AC"}]""")]
    [InlineData("""[{"session":2025,"codeCandidat":4321}]""", 0, "")]
    [InlineData("""[{"codeCandidat":18,"codeFormation":4321}]""", 0, "")]
    [InlineData("""{"inscriptions":[{"dossier":"2026/4321/8842"},{"dossier":"2026/18/8842"}]}""", 1, """{"inscriptions":[{"dossier":"2026/18/8842"}]}""")]
    [InlineData("Numéro;Nom\n4321;Durand\n43210;Autre\n", 1, "Numéro;Nom\n43210;Autre\n")]
    [InlineData("""<opi><libNom>DURAND</libNom><libPr1>LEA</libPr1></opi>""", 1, "")]
    [InlineData("""<opi><libNom>DURAND</libNom><libPr1>PAUL</libPr1></opi>""", 0, "")]
    [InlineData("""<opi><codOpiIntEpo>E4321</codOpiIntEpo></opi>""", 1, "")]
    [InlineData("""{"validations":[{"id":"2026-4321-8842"},{"id":"2026-18-8842"}]}""", 1, """{"validations":[{"id":"2026-18-8842"}]}""")]
    [InlineData("", 0, "")]
    public void Only_her_part_of_it_is_taken(string content, int parts, string rest)
    {
        var part = ContenuBrut.PartDe(Encoding.UTF8.GetBytes(content), Her);
        Assert.Equal(parts, part.Parties.Count);
        if (parts > 0) Assert.Equal(rest, Encoding.UTF8.GetString(part.Reste));
    }
}
