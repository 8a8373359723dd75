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
    [InlineData("""<opi><libNom>DURANDAL</libNom><libPr1>LEA</libPr1></opi>""", 0, "")]
    [InlineData("""<opi xmlns:d="http://lea.example"><libLea>DURAND</libLea></opi>""", 0, "")]
    [InlineData("""<opi><nom v="Durand"/><prenom v='L&#233;a'/></opi>""", 1, "")]
    [InlineData("""{"durand":"Martin","lea":"n° 43210""", 0, "")]
    [InlineData("Numéro;Nom;Prénom\n43210;Durand;Léa\n43211;Durand;Léandre\n", 1, "Numéro;Nom;Prénom\n43211;Durand;Léandre\n")]
    [InlineData("", 0, "")]
    public void Only_her_part_of_it_is_taken(string content, int parts, string rest)
    {
        var part = ContenuBrut.PartDe(Encoding.UTF8.GetBytes(content), Her);
        Assert.Equal(parts, part.Parties.Count);
        if (parts > 0) Assert.Equal(rest, Encoding.UTF8.GetString(part.Reste));
    }

    /// <summary>Names so short that they stand in the names of fields, and a namesake who says when he was born.</summary>
    [Theory]
    [InlineData("<i><libNomPatIndOpi>DURAND</libNomPatIndOpi><libPr1IndOpi>LEA</libPr1IndOpi></i>", false)]
    [InlineData("<i><libNomPatIndOpi>LI</libNomPatIndOpi><libPr1IndOpi>NA</libPr1IndOpi></i>", true)]
    [InlineData("<i><n:dateNaiIndOpi x='1'>28022008</n:dateNaiIndOpi><nom>LI</nom><prenom>NA</prenom></i>", true)]
    [InlineData("<i><dateNaissance>2008-02-28T00:00:00</dateNaissance><nom>LI</nom><prenom>NA</prenom></i>", true)]
    [InlineData("<i><dateNaiIndOpi>12031999</dateNaiIndOpi><nom>LI</nom><prenom>NA</prenom></i>", false)]
    [InlineData("<i><nom>LI</nom><prenom>LI</prenom></i>", false)]
    public void A_short_name_is_a_word_of_what_is_said(string content, bool hers)
    {
        var her = new QuiPersonne(new("univ-alpes", 2026, 4321, null, "Li", "Na") { Identite = new("Li", "Na", new DateOnly(2008, 2, 28)) });
        Assert.Equal(hers, ContenuBrut.PartDe(Encoding.UTF8.GetBytes(content), her).Parties.Count > 0);
    }

    [Fact]
    public void One_word_is_not_both_names()
    {
        var him = new QuiPersonne(new("univ-alpes", 2026, 4321, null, "Thomas", "Thomas"));
        Assert.Empty(ContenuBrut.PartDe("<i><nom>DURAND</nom><prenom>THOMAS</prenom></i>"u8.ToArray(), him).Parties);
        Assert.NotEmpty(ContenuBrut.PartDe("<i><nom>THOMAS</nom><prenom>Thomas</prenom></i>"u8.ToArray(), him).Parties);
    }
}
