using System.Text;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class CandidatsAdmisReaderTests
{
    private static async Task<List<CandidatsAdmisElement>> ReadAsync(string body)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        var all = new List<CandidatsAdmisElement>();
        await foreach (var element in CandidatsAdmisReader.ReadAsync(stream, 2026)) all.Add(element);
        return all;
    }

    [Fact]
    public async Task A_list_yields_each_candidate_with_its_index_and_raw_JSON_then_its_end()
    {
        const string first = """{ "session":2026, "codeCandidat":1,"codeFormationPsup":2,"codeSituation":1 , "autre":"é"}""";
        var all = await ReadAsync("\uFEFF \n[" + first + ", 5 ]");

        var received = Assert.IsType<CandidatRecu>(all[0]);
        Assert.Equal(first, Encoding.UTF8.GetString(received.Brut.Span));
        Assert.IsType<CandidatLu>(received.Lecture);
        Assert.IsType<CandidatIncomplet>(Assert.IsType<CandidatRecu>(all[1]).Lecture);
        Assert.Equal(new FinDeListe(2), all[2]);
        Assert.Equal(3, all.Count);
    }

    [Fact]
    public async Task An_empty_list_is_a_list() => Assert.Equal([new FinDeListe(0)], await ReadAsync("[]"));

    [Theory]
    [InlineData("""{"retour":"NOK","message":"Identifiants incorrects"}""")]
    [InlineData("""{"MESSAGE":"Identifiants incorrects","Retour":"nok"}""")]
    public async Task A_NOK_is_a_refusal(string body) =>
        Assert.Equal([new ListeRefusee("Identifiants incorrects")], await ReadAsync(body));

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Maintenance</body></html>")]
    [InlineData("Bad gateway")]
    [InlineData("""{"retour":"OK"}""")]
    [InlineData("{")]
    public async Task Anything_else_is_unreadable(string body) =>
        Assert.Equal(0, Assert.IsType<ListeIllisible>(Assert.Single(await ReadAsync(body))).CandidatsLus);

    [Fact]
    public async Task A_list_that_is_cut_yields_what_came_and_never_the_end()
    {
        var all = await ReadAsync("[" + Samples.Candidat + "," + Samples.Candidat[..40]);
        Assert.IsType<CandidatRecu>(all[0]);
        Assert.Equal(1, Assert.IsType<ListeIllisible>(all[^1]).CandidatsLus);
    }

    [Fact]
    public async Task A_raw_line_break_in_a_value_is_repaired_and_told()
    {
        var all = await ReadAsync("""[{"session":2026,"codeCandidat":7,"codeFormationPsup":2,"codeSituation":1,"adresse1":"1 rue\n\tA","nom":"X"}]""".Replace("\\n\\t", "\n\t", StringComparison.Ordinal));

        var lu = Assert.IsType<CandidatLu>(Assert.IsType<CandidatRecu>(all[0]).Lecture);
        Assert.Equal("1 rue\n\tA", lu.Candidat.Adresse.Ligne1);
        Assert.Equal("adresse1", Assert.Single(lu.Candidat.Defauts).Champ);
        Assert.Equal(new FinDeListe(1), all[^1]);
    }

    [Fact]
    public async Task A_broken_candidate_is_named_by_what_can_still_be_read()
    {
        var all = await ReadAsync("""[{"session":2026,"codeCandidat":"7","codeFormationPsup":2,"ine":"000000007AA","nom":"Le "Grand"},""" + Samples.Candidat + "]");

        var broken = Assert.IsType<CandidatIncomplet>(Assert.IsType<CandidatRecu>(all[0]).Lecture);
        Assert.Equal((7, 2, "000000007AA"), (broken.CodeCandidat, broken.CodeFormation, broken.Ine));
        Assert.IsType<CandidatLu>(Assert.IsType<CandidatRecu>(all[1]).Lecture);
        Assert.Equal(new FinDeListe(2), all[^1]);
    }

    [Fact]
    public async Task A_big_list_is_streamed()
    {
        const int count = 60_000;
        await using var stream = new RepeatingStream(Encoding.UTF8.GetBytes(Samples.Candidat), count);
        var before = GC.GetTotalMemory(true);
        long peak = 0;
        var read = 0;
        await foreach (var element in CandidatsAdmisReader.ReadAsync(stream, null))
        {
            if (element is CandidatRecu { Lecture: CandidatLu }) read++;
            if (read % 20_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(true) - before);
        }

        Assert.Equal(count, read);
        Assert.True(stream.Produced > 50_000_000, $"{stream.Produced} bytes");
        Assert.True(peak < 20_000_000, $"{peak} bytes kept");
    }
}
