using System.Text;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

/// <summary>The list of the return flow.</summary>
public sealed class RetourReaderTests
{
    [Fact]
    public async Task Lines_are_read_in_their_order_with_an_id_as_text_or_number()
    {
        var lecture = await LireAsync(
            """
            [{"g_ta_cod":34513,"status":"Publié sur le MDR","rco":"A#L01"},
             {"g_ta_cod":" 34514 ","status":"Aucune donnée à mettre à jour ","rco":""},
             {"g_ta_cod":null,"status":"Nouveau statut","rco":" B#L01 ","autre":1}]
            """);

        Assert.Equal(
        [
            new LigneRetour(1, "34513", "A#L01", EffetRetour.PublieMdr, "Publié sur le MDR"),
            new LigneRetour(2, "34514", null, EffetRetour.RienAFaire, "Aucune donnée à mettre à jour"),
            new LigneRetour(3, null, "B#L01", EffetRetour.Inconnu, "Nouveau statut"),
        ], lecture.Lignes);
        Assert.Empty(lecture.Anomalies);
    }

    [Fact]
    public async Task A_bad_element_is_named_and_its_neighbours_go()
    {
        var lecture = await LireAsync("""[1,{"g_ta_cod":"","status":"Publié sur le MDR","rco":""},{"rco":"A"},null,{"g_ta_cod":{},"rco":"B"}]""");

        Assert.Equal([3, 5], lecture.Lignes.Select(l => l.Rang));
        Assert.Equal([1, 2, 4], lecture.Anomalies.Select(a => a.Rang));
        Assert.Contains("ne désigne aucune formation", lecture.Anomalies[1].Motif, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_of_byte_order_and_an_empty_list_are_fine()
    {
        Assert.Empty((await LireAsync("\uFEFF[]")).Lignes);
        Assert.Single((await LireAsync("""[{"rco":"A","status":"x"}]""" + "\r\n")).Lignes);
    }

    [Theory]
    [InlineData(""), InlineData("<html></html>"), InlineData("{}"), InlineData("null"), InlineData("bonjour")]
    public async Task What_is_no_list_is_refused(string texte) =>
        Assert.Contains("n'est pas une liste JSON", await RefusAsync(texte), StringComparison.Ordinal);

    [Theory]
    [InlineData("""[{"rco":"A"},{"rco":"B"""), InlineData("""[{"rco":"A"}"""), InlineData("""[{"rco":"A"},}]""")]
    public async Task A_list_that_is_cut_is_refused_as_a_whole(string texte) =>
        Assert.Contains("rien n'en est appliqué", await RefusAsync(texte), StringComparison.Ordinal);

    private static Task<LectureRetour> LireAsync(string texte) =>
        RetourReader.LireAsync(new MemoryStream(Encoding.UTF8.GetBytes(texte)), TestContext.Current.CancellationToken);

    private static async Task<string> RefusAsync(string texte) =>
        (await Assert.ThrowsAsync<RetourIllisibleException>(() => LireAsync(texte))).Message;
}
