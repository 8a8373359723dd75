using System.Net;
using System.Text;
using System.Xml.Linq;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>The hosted OPI service as a client sees it (contract of OpiMetier, rule B2).</summary>
public sealed class OpiEndpointTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Account = "ecandidat:mdp-ecandidat";

    private HttpClient Http => shared.Gateway.Http;

    [Theory]
    [InlineData(2, "_24022011", OpiPath)]
    [InlineData(3, "_11092013", OpiPath)]
    [InlineData(4, "_23042014", OpiPath)]
    [InlineData(5, "_28072016", OpiPath)]
    [InlineData(6, "_13022017", OpiPath)]
    [InlineData(7, "_27022018", OpiPath)]
    [InlineData(8, "", OpiPath)]
    [InlineData(9, "", OpiPath)]
    [InlineData(10, "", OpiPath)]
    [InlineData(9, "_30042019", OpiPath)]
    [InlineData(10, "_28072017", "/0730013T/services/OpiMetier")]
    [InlineData(10, "", "/services//OpiMetier")]
    [InlineData(9, "", "//0730013T//services/OpiMetier?wsdl")]
    public async Task Each_version_namespace_and_address_is_answered_in_the_caller_s_own(int version, string suffix, string path)
    {
        var ns = Namespace + suffix;
        var answer = await Http.PostOpiAsync(Envelope(Individu("E1") + Voeux(("L1DROI", "F")), version, ns), Account, shared.Gateway.Url.ToString().TrimEnd('/') + path);

        answer.AssertAccepted(version, ns);
    }

    [Theory]
    [InlineData(OpiPath)]
    [InlineData("/0730013T/services/OpiMetier")]
    public async Task The_contract_is_public_and_gives_the_address_that_its_reader_called(string path)
    {
        var answer = await Http.SendAsync(HttpMethod.Get, path + "?wsdl");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(new Uri(shared.Gateway.Url, path).ToString(), LocationOf(answer));
    }

    [Theory]
    [InlineData("<individu><codOpiIntEpo>E2</codOpiIntEpo></individu>", "technical.parameter.nullinput.", "dateNaiIndOpi|libNom|libPr1")]
    [InlineData("<voeux/>", "technical.parameter.nullinput.codOpiIntEpo", "codOpiIntEpo")]
    [InlineData("@I<voeux><item><codCge>DRT</codCge><codDecVeu>X</codDecVeu><codEtp>A</codEtp><codVrsVet>1</codVrsVet><numCls>1</numCls></item></voeux>", "technical.parameter.noncoherentinput.codDecVeu", "F \\(favorable\\)")]
    [InlineData("@I<voeux><item><codCge>DRT</codCge><codDecVeu>F</codDecVeu><codEtp>A</codEtp><codVrsVet>un</codVrsVet><numCls>1</numCls></item></voeux>", "technical.parameter.noncoherentinput.codVrsVet", "nombre entier")]
    [InlineData("@I<voeux><item><codDecVeu>F</codDecVeu><codEtp>A</codEtp><codVrsVet>1</codVrsVet><numCls>1</numCls></item></voeux>", "technical.parameter.nullinput.codCge", "obligatoire")]
    [InlineData("@I<voeux>@V@V</voeux>", "technical.parameter.duplicateinput.voeux", "répète la VET")]
    [InlineData("<individu><codOpiIntEpo>E2345678901</codOpiIntEpo></individu>", "technical.parameter.", "10 caractères|obligatoire")]
    public async Task What_rule_B2_forbids_is_a_fault_in_Apogee_s_grammar(string donnees, string code, string words)
    {
        const string Wish = "<item><codCge>DRT</codCge><codDecVeu>F</codDecVeu><codEtp>A</codEtp><codVrsVet>1</codVrsVet><numCls>1</numCls></item>";
        var ns = Namespace + "_30042019";
        var before = await StoredAsync();
        var answer = await Http.PostOpiAsync(Envelope(donnees.Replace("@I", Individu("E2"), StringComparison.Ordinal).Replace("@V", Wish, StringComparison.Ordinal), 10, ns), Account);

        var fault = answer.AssertFault(ns);
        Assert.StartsWith(code, fault.Code, StringComparison.Ordinal);
        Assert.Matches(words, fault.Message);
        Assert.Equal(before, await StoredAsync());
        // Refused, but not lost: the bytes are in the journal, set aside with the reason.
        Assert.Contains(await shared.Gateway.QueryAsync<string>("SELECT erreur FROM message_ecarte"), e => e.StartsWith(fault.Code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<a")]
    [InlineData("""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>""")]
    [InlineData("""<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>""")]
    public async Task Unreadable_XML_is_a_fault_and_never_a_success(string body)
    {
        var (code, message) = (await Http.PostOpiAsync(body, Account)).AssertFault();

        Assert.Equal("technical.parameter.noncoherentinput.message", code);
        Assert.DoesNotContain("root:", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_operation_is_a_fault_that_names_those_that_exist()
    {
        var (code, message) = (await Http.PostOpiAsync(Envelope(Individu("E3"), 11), Account)).AssertFault();

        Assert.Equal("technical.parameter.noncoherentinput.operation", code);
        Assert.Contains("mettreajourDonneesOpi_v10", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_above_the_limit_is_413() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Http.PostOpiAsync(Envelope(new string(' ', 1024 * 1024)), Account)).Status);

    [Fact]
    public async Task The_number_must_begin_with_the_account_s_prefix()
    {
        var (code, message) = (await Http.PostOpiAsync(Envelope(Individu("17")), Account)).AssertFault();

        Assert.Equal("technical.parameter.noncoherentinput.codOpiIntEpo", code);
        Assert.Contains("« E »", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, OpiPath)]
    [InlineData("ecandidat:faux", OpiPath)]
    [InlineData("inconnu:mdp-ecandidat", OpiPath)]
    [InlineData("ecandidat:mdp-ecandidat", "/0381912X/services/OpiMetier")]
    [InlineData("autre-client:mdp-autre", "/0730013T/services/OpiMetier")]
    [InlineData("ecandidat:mdp-ecandidat", "/0690001B/services/OpiMetier")]
    [InlineData("psup-push:mdp-push", OpiPath)]
    public async Task Wrong_credentials_or_somebody_else_s_address_are_challenged(string? basic, string path)
    {
        using var http = shared.Gateway.From("127.0.0.31");
        var before = await StoredAsync();
        var answer = await http.PostOpiAsync(Envelope(Individu("E4")), basic, path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("Basic realm=\"OpiMetier\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(before, await StoredAsync());
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic %%%")]
    [InlineData("Bearer pg_0")]
    [InlineData("")]
    public async Task An_unreadable_Authorization_header_is_challenged_too(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, OpiPath) { Content = new StringContent(Envelope(Individu("E4")), Encoding.UTF8, "text/xml") };
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_waits_for_the_challenge_is_never_taken_for_a_guesser()
    {
        using var http = shared.Gateway.From("127.0.0.32");
        for (var i = 0; i < 15; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostOpiAsync(Envelope(Individu("E5")), null)).Status);

        (await http.PostOpiAsync(Envelope(Individu("E5")), Account)).AssertAccepted();
    }

    [Fact]
    public async Task The_journal_has_the_message_as_it_came()
    {
        var envelope = Envelope(Individu("E7") + "<inconnu>gardé</inconnu>");
        (await Http.PostOpiAsync(envelope, Account)).AssertAccepted();

        Assert.Contains(envelope, (await shared.Gateway.CorpsAsync("canal = 'Opi'")).Select(Encoding.UTF8.GetString));
    }

    internal static string LocationOf(Answer wsdl) => XDocument.Parse(wsdl.Text)
        .Descendants(XName.Get("address", "http://schemas.xmlsoap.org/wsdl/soap/")).Single().Attribute("location")!.Value;

    private async Task<long> StoredAsync() => (await shared.Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE canal = 'Opi' AND id NOT IN (SELECT id FROM message_ecarte)"))[0];
}
