using System.Text;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

/// <summary>The body of a posting, and the address that it goes to.</summary>
public sealed class FormationEnvoyeeTests
{
    [Fact]
    public void A_formation_is_written_as_the_service_reads_it() =>
        Assert.Equal(
            """{"g_ta_cod":34513,"user":"moss","rncp":[35460],"cfd":"32025215","uai":"0021906L","rco":"087941P#L01","mef":"3112521521"}""",
            Encoding.UTF8.GetString(new FormationEnvoyee("087941P#L01")
            {
                GTaCod = "34513", User = "moss", Rncp = ["RNCP35460"], Cfd = "32025215", Uai = "0021906L", Mef = "3112521521",
            }.Octets()));

    [Fact]
    public void What_is_absent_is_written_as_empty_and_an_unknown_id_as_null() =>
        Assert.Equal("""{"g_ta_cod":null,"user":"","rncp":[],"cfd":"","uai":"","rco":"Clé \"é\"","mef":""}""", Body(new("Clé \"é\"")));

    [Fact]
    public void A_number_is_a_number_and_what_is_none_is_sent_as_it_is_written()
    {
        Assert.Contains("\"rncp\":[955,\"RNCP-A\",36]", Body(new("A") { Rncp = ["rncp00955", "RNCP-A", " 36 "] }), StringComparison.Ordinal);
        Assert.Contains("\"g_ta_cod\":\"A-1\"", Body(new("A") { GTaCod = "A-1" }), StringComparison.Ordinal);
        Assert.Contains("\"cfd\":\"01025515\"", Body(new("A") { Cfd = "01025515" }), StringComparison.Ordinal);
    }

    private static string Body(FormationEnvoyee formation) => Encoding.UTF8.GetString(formation.Octets());

    [Theory]
    [InlineData("https://example.org/ApiFormation/api"), InlineData("https://example.org/ApiFormation/api/")]
    [InlineData("http://127.0.0.1:8080/ApiFormation/api"), InlineData("http://localhost:1/ApiFormation/api")]
    public void A_base_is_taken(string url) => Assert.Null(AccesService.ErreurUrl(url));

    [Theory]
    [InlineData("", "obligatoire"), InlineData("/ApiFormation/api", "absolue"), InlineData("ftp://example.org/", "absolue")]
    [InlineData("http://example.org/ApiFormation/api", "https://"), InlineData("https://moi:secret@example.org/", "identifiants")]
    [InlineData("https://example.org/api?x=1", "« ? »"), InlineData("https://example.org/ApiFormation/api/formations", "base du service")]
    public void Any_other_address_is_refused(string url, string attendu) =>
        Assert.Contains(attendu, AccesService.ErreurUrl(url), StringComparison.Ordinal);
}
