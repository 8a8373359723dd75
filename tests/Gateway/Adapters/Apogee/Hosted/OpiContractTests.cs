using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;

/// <summary>The contract as clients download it: which one, and the address that stands in it.</summary>
public sealed class OpiContractTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private HttpClient Http => shared.Gateway.Http;

    [Theory]
    [InlineData("?wsdl", "", "v9 v10")]
    [InlineData("?WSDL", "", "v9 v10")]
    [InlineData("?wsdl=", "", "v9 v10")]
    [InlineData("?wsdl&version=8", "", "v8")]
    [InlineData("?wsdl&version=7-9", "", "v7 v8 v9")]
    [InlineData("?wsdl&version=7,8,9", "", "v7 v8 v9")]
    [InlineData("?wsdl&version=7&version=9", "", "v7 v9")]
    [InlineData("?wsdl&espace=27022018", "_27022018", "v7 v8")]
    [InlineData("?wsdl&espace=24022011", "_24022011", "v2")]
    [InlineData("?wsdl&version=9&espace=30042019", "_30042019", "v9")]
    public async Task The_parameters_choose_namespace_and_versions(string query, string suffix, string versions)
    {
        using var response = await Http.GetAsync(OpiPath + query);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/xml; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var wsdl = System.Xml.Linq.XDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(Namespace + suffix + "-impl", (string?)wsdl.Root!.Attribute("targetNamespace"));
        Assert.Equal(versions.Split(' ').Select(v => "mettreajourDonneesOpi_" + v),
            wsdl.Root.Elements().Single(e => e.Name.LocalName == "portType").Elements().Select(o => (string?)o.Attribute("name")));
    }

    [Theory]
    [InlineData("?wsdl&version=1", "de 2 à 10")]
    [InlineData("?wsdl&version=neuf", "de 2 à 10")]
    [InlineData("?wsdl&espace=01012020", "30042019")]
    public async Task What_does_not_exist_is_a_400_that_says_what_does(string query, string words)
    {
        var answer = await Http.SendAsync(HttpMethod.Get, OpiPath + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(words, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_schema_apart_because_the_contract_imports_none() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Http.SendAsync(HttpMethod.Get, OpiPath + "?xsd=1")).Status);

    [Fact]
    public async Task HEAD_tells_the_length_without_the_document()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, OpiPath + "?wsdl");
        using var response = await Http.SendAsync(request);

        Assert.Equal((await Http.GetByteArrayAsync(OpiPath + "?wsdl")).Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/services/OpiMetier", "/services/OpiMetier")]
    [InlineData("//services/OpiMetier", "/services/OpiMetier")]
    [InlineData("/0730013T/services/OpiMetier", "/0730013T/services/OpiMetier")]
    [InlineData("/apo-webservices/services/OpiMetier", "/apo-webservices/services/OpiMetier")]
    [InlineData("/apo//services/OpiMetier", "/apo/services/OpiMetier")]
    [InlineData("/apo/ws/0730013T/services/OpiMetier", "/apo/ws/0730013T/services/OpiMetier")]
    public async Task Each_address_of_the_service_is_answered_and_names_itself(string path, string named)
    {
        var url = shared.Gateway.Url.ToString().TrimEnd('/');
        (await Http.PostOpiAsync(Envelope(Individu("E71") + Voeux(("L1DROI", "F"))), "ecandidat:mdp-ecandidat", url + path)).AssertAccepted();

        Assert.Equal(url + named, OpiEndpointTests.LocationOf(await Http.SendAsync(HttpMethod.Get, url + path + "?wsdl&version=10")));
    }

    [Theory]
    [InlineData("/apo/0381912X/services/OpiMetier")]
    [InlineData("/apo/0690001B/services/OpiMetier")]
    public async Task A_context_opens_nobody_else_s_address(string path)
    {
        using var http = shared.Gateway.From("127.0.0.36");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostOpiAsync(Envelope(Individu("E72")), "ecandidat:mdp-ecandidat", path)).Status);
    }

    [Theory]
    [InlineData("/services/OpiMetier")]
    [InlineData("/0730013T/services/OpiMetier")]
    public async Task The_configured_public_address_wins_over_the_called_one(string path)
    {
        await using var gateway = await GatewayInstance.StartAsync(shared.Storage, "--Adresses:Publique=https://passerelle.exemple.fr/psup/");

        Assert.Equal("https://passerelle.exemple.fr/psup" + path, OpiEndpointTests.LocationOf(await gateway.Http.SendAsync(HttpMethod.Get, path + "?wsdl")));
    }

    [Theory]
    [InlineData("127.0.0.41", true, "https://passerelle.exemple.fr/psup/0730013T/services/OpiMetier")]
    [InlineData("127.0.0.42", true, null)]
    [InlineData("127.0.0.41", false, "https://{0}/0730013T/services/OpiMetier")]
    public async Task Only_a_trusted_proxy_whose_word_for_it_is_believed_tells_what_address_its_caller_used(string proxy, bool believed, string? expected)
    {
        await using var gateway = await GatewayInstance.StartAsync(shared.Storage, "--Adresses:Mandataires=127.0.0.41", $"--Adresses:HoteTransmis={believed}");
        using var http = gateway.From(proxy);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Add("X-Forwarded-Host", "passerelle.exemple.fr");
        http.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/psup");

        const string Path = "/0730013T/services/OpiMetier";
        Assert.Equal(expected?.Replace("{0}", gateway.Url.Authority, StringComparison.Ordinal) ?? new Uri(gateway.Url, Path).ToString(), OpiEndpointTests.LocationOf(await http.SendAsync(HttpMethod.Get, Path + "?wsdl")));
    }
}
