using System.Net;
using System.Xml.Linq;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TraitementCalls;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Service;

/// <summary>The service for jobs as a caller sees it: who may call, what is refused and how.</summary>
public sealed class ServiceApogeeEndpointTests(SharedGateway shared, PostgresServer postgres) : IClassFixture<SharedGateway>
{
    private const string Confirmation = "<codOpiIntEpo>99</codOpiIntEpo><vets/>";

    private HttpClient Http => shared.Gateway.Http;

    [Theory]
    [InlineData(JobPath)]
    [InlineData("/0730013T/services/PasserelleApogee")]
    [InlineData("/services//PasserelleApogee?wsdl")]
    public async Task A_job_is_answered_at_each_address(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await Http.PostJobAsync(JobEnvelope("confirmerOpi", Confirmation), path: shared.Gateway.Url.ToString().TrimEnd('/') + path)).Status);

    [Theory]
    [InlineData(null, JobPath)]
    [InlineData("traitement:faux", JobPath)]
    [InlineData("inconnu:mdp-traitement", JobPath)]
    [InlineData("traitement:mdp-traitement", "/0381912X/services/PasserelleApogee")]
    [InlineData("autre-traitement:mdp-autre-traitement", "/0730013T/services/PasserelleApogee")]
    [InlineData("traitement:mdp-traitement", "/0690001B/services/PasserelleApogee")]
    [InlineData("ecandidat:mdp-ecandidat", JobPath)]
    [InlineData("psup-push:mdp-push", JobPath)]
    public async Task Wrong_credentials_or_somebody_else_s_address_are_challenged(string? basic, string path)
    {
        using var http = shared.Gateway.From("127.0.0.41");
        var answer = await http.PostJobAsync(JobEnvelope("confirmerOpi", Confirmation), basic, path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("Basic realm=\"PasserelleApogee\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_job_s_account_opens_no_other_service() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E4")), JobAccount)).Status);

    [Fact]
    public async Task A_job_s_password_is_neither_stored_nor_given_out_and_an_export_keeps_it()
    {
        Assert.DoesNotContain(await shared.Gateway.QueryAsync<string>("SELECT document FROM etablissement"), d => d.Contains("mdp-traitement", StringComparison.Ordinal));
        var exported = (await shared.Gateway.Admin.GetAsync($"/api/etablissements/{shared.Etab.Code}"))!;
        var account = exported["opi"]!["traitement"]!["comptes"]!.AsArray().Single()!.AsObject();
        Assert.Equal(["login"], account.Select(field => field.Key));

        await shared.Gateway.Admin.PutAsync($"/api/etablissements/{shared.Etab.Code}", exported);

        Assert.Equal(HttpStatusCode.OK, (await Http.PostJobAsync(JobEnvelope("confirmerOpi", Confirmation))).Status);
    }

    [Fact]
    public async Task A_guesser_is_slowed_down_at_his_address_and_nobody_else_is()
    {
        using var guesser = shared.Gateway.From("127.0.0.43");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            guesser.PostJobAsync(JobEnvelope("confirmerOpi", Confirmation), "traitement:essai" + i)));

        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.Unauthorized);
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.DoesNotContain(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await Http.PostJobAsync(JobEnvelope("confirmerOpi", Confirmation))).Status);
    }

    [Theory]
    [InlineData("recupererOpi", "", "technical.parameter.nullinput.taille", "obligatoire")]
    [InlineData("recupererOpi", "<taille>0</taille>", "technical.parameter.noncoherentinput.taille", "1 et 500, et non « 0 »")]
    [InlineData("recupererOpi", "<taille>501</taille>", "technical.parameter.noncoherentinput.taille", "1 et 500, et non « 501 »")]
    [InlineData("recupererOpi", "<taille>dix</taille>", "technical.parameter.noncoherentinput.taille", "nombre entier, et non « dix »")]
    [InlineData("recupererOpi", "<taille>5</taille><version>8</version>", "technical.parameter.noncoherentinput.version", "9 ou 10")]
    [InlineData("acquitterOpi", "", "technical.parameter.nullinput.acquittements", "au moins une")]
    [InlineData("acquitterOpi", "<acquittements><item><resultat>PRISE</resultat></item></acquittements>", "technical.parameter.nullinput.jeton", "item[1].jeton")]
    [InlineData("acquitterOpi", "<acquittements><item><jeton>a</jeton><resultat>OK</resultat></item></acquittements>", "technical.parameter.noncoherentinput.resultat", "PRISE, REFUSEE ou ECHEC, et non « OK »")]
    [InlineData("confirmerOpi", "<vets/>", "technical.parameter.nullinput.codOpiIntEpo", "obligatoire")]
    [InlineData("confirmerOpi", "<codOpiIntEpo>1</codOpiIntEpo><vets><item><codEtp>A</codEtp><codVrsVet>x</codVrsVet></item></vets>", "technical.parameter.noncoherentinput.codVrsVet", "vets.item[1]")]
    [InlineData("confirmerListeOpi", "<confirmations/>", "technical.parameter.nullinput.confirmations", "au moins une")]
    [InlineData("declarerInscriptions", "<inscriptions/>", "technical.parameter.nullinput.inscriptions", "au moins une")]
    [InlineData("testerConnecteur", "<executer>oui</executer>", "technical.parameter.noncoherentinput.executer", "true ou false")]
    [InlineData("effacerTout", "", "technical.parameter.noncoherentinput.operation", "recupererOpi")]
    public async Task What_the_contract_forbids_is_a_fault_that_says_where(string operation, string children, string code, string words)
    {
        var fault = await Http.JobFaultAsync(operation, children);

        Assert.Equal(code, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_lines_than_a_call_may_have_are_refused_before_anything_is_done()
    {
        var (code, message) = await Http.JobFaultAsync("confirmerListeOpi",
            "<confirmations>" + string.Concat(Enumerable.Repeat("<item>" + Confirmation + "</item>", 501)) + "</confirmations>");

        Assert.Equal("technical.parameter.noncoherentinput.confirmations", code);
        Assert.Contains("500", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a", HttpStatusCode.InternalServerError)]
    [InlineData("""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>""", HttpStatusCode.InternalServerError)]
    public async Task Unreadable_XML_is_a_fault_and_is_kept(string body, HttpStatusCode status)
    {
        var answer = await Http.PostJobAsync(body);

        Assert.Equal(status, answer.Status);
        Assert.Equal("technical.parameter.noncoherentinput.message", answer.AssertFault(JobNamespace).Code);
        Assert.Contains(body, (await shared.Gateway.CorpsAsync(
            "canal = 'Declaration' AND id IN (SELECT id FROM message_ecarte)")).Select(System.Text.Encoding.UTF8.GetString));
    }

    [Fact]
    public async Task A_body_above_the_limit_is_413() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Http.PostJobAsync(JobEnvelope("confirmerOpi", new string(' ', 4 * 1024 * 1024)))).Status);

    [Theory]
    [InlineData(JobPath)]
    [InlineData("/0730013T/services/PasserelleApogee")]
    public async Task The_contract_is_public_and_gives_the_address_that_its_reader_called(string path)
    {
        var answer = await Http.SendAsync(HttpMethod.Get, path + "?wsdl");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(new Uri(shared.Gateway.Url, path).ToString(), OpiEndpointTests.LocationOf(answer));
        Assert.Equal("PasserelleApogeeService", (string?)XDocument.Parse(answer.Text).Root!.Attribute("name"));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_the_contract_gives_the_proxy_s_address()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var gateway = await GatewayInstance.StartAsync(storage, "--Adresses:Mandataires=127.0.0.1", "--Adresses:HoteTransmis=true");
        using var request = new HttpRequestMessage(HttpMethod.Get, JobPath + "?wsdl");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "passerelle.univ.fr");
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        using var response = await gateway.Http.SendAsync(request);

        var answer = new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
        Assert.Equal("https://passerelle.univ.fr" + JobPath, OpiEndpointTests.LocationOf(answer));
    }
}
