using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class ApogeeOpiClientTests
{
    private static readonly OpiContenu Contenu = new() { Individu = """{"codOpiIntEpo":"P17","etatCivil":{"libNomPatIndOpi":"DURAND"}}""" };

    [Fact]
    public async Task The_right_empty_wrapper_is_a_success_and_both_ways_are_kept()
    {
        await using var server = await Server.AnsweringAsync(200, Ok());
        var echange = await SendAsync(server.Service, o => o with { Login = "apo", MotDePasse = "sécret" });

        Assert.IsType<IssueEnvoi.Acquittee>(echange.Issue);
        var (body, authorization) = Assert.Single(server.Seen);
        Assert.Equal(body, Encoding.UTF8.GetString(echange.Requete.Span));
        Assert.Equal(Ok(), Encoding.UTF8.GetString(echange.Reponse.Span));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("apo:sécret")), authorization);
    }

    [Theory]
    [InlineData(9, Samples.Ns)]
    [InlineData(10, "urn:x")]
    public async Task Another_wrapper_is_no_success_and_both_are_named_with_their_namespace(int version, string ns)
    {
        await using var server = await Server.AnsweringAsync(200, Ok(version, ns));
        var failure = Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue);
        Assert.Contains($"mettreajourDonneesOpi_v{version}Response ({ns})", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"mettreajourDonneesOpi_v10Response ({Samples.Ns})", failure.Message, StringComparison.Ordinal);
        Assert.Equal(PorteeEchec.Reglage, failure.Portee);
    }

    [Theory]
    [InlineData(Samples.Ns + "_30042019")]
    [InlineData("")]
    public async Task The_wrapper_of_another_release_or_without_namespace_is_a_success_as_for_the_service_s_own_clients(string ns)
    {
        await using var server = await Server.AnsweringAsync(200, Ok(ns: ns));
        Assert.IsType<IssueEnvoi.Acquittee>((await SendAsync(server.Service)).Issue);
    }

    [Theory]
    [InlineData("Server", "java.sql.SQLException: ORA-02291: integrity constraint (APOGEE.X_FK) violated", PorteeEchec.Sujet, "ORA-02291 APOGEE.X_FK", "correspondance")]
    [InlineData("Server.userException", "ORA-12899: value too large for column", PorteeEchec.Sujet, "ORA-12899", "valeur")]
    [InlineData("Client", "Unmarshalling Error: For input string: \"12a\"", PorteeEchec.Sujet, "valeur non admise", "valeur")]
    [InlineData("Server", "java.sql.SQLException: Io exception: Connection refused", PorteeEchec.Destination, "arrêtée", "base de données")]
    [InlineData("Server", "org.apache.commons.dbcp.SQLNestedException: Cannot get a connection, pool exhausted", PorteeEchec.Destination, "arrêtée", "ressources")]
    [InlineData("Server", "No such operation 'mettreajourDonneesOpi_v10'", PorteeEchec.Reglage, "version", "release")]
    [InlineData("Server.userException", "org.xml.sax.SAXException: Invalid element - modEnv", PorteeEchec.Reglage, "version", "release")]
    [InlineData("Client", "Fehler", PorteeEchec.Reglage, "Client", "espace de noms")]
    [InlineData("VersionMismatch", "?", PorteeEchec.Reglage, "VersionMismatch", "espace de noms")]
    [InlineData("Server", "Authentication failed", PorteeEchec.Reglage, "authentification", "motDePasse")]
    [InlineData("Server", "Transaction timed out after 300 seconds", PorteeEchec.Inconnue, "délai", "trop longtemps")]
    [InlineData("Server", "java.lang.NullPointerException", PorteeEchec.Inconnue, "NullPointer", "journal")]
    [InlineData("Server", "", PorteeEchec.Inconnue, "faute", "journal")]
    public async Task A_plain_fault_is_sorted_by_its_code_and_text(string faultcode, string text, PorteeEchec portee, string cause, string explanation)
    {
        await using var server = await Server.AnsweringAsync(500, Fault(text, "").Replace("e:Server", $"e:{faultcode}", StringComparison.Ordinal).Replace("<detail></detail>", "", StringComparison.Ordinal));
        var failure = Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue);
        Assert.Equal(portee, failure.Portee);
        Assert.Contains(cause, failure.Cause, StringComparison.Ordinal);
        Assert.Contains(explanation, failure.Explication, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_fault_about_two_people_has_one_cause()
    {
        var causes = new List<string?>();
        foreach (var who in new[] { "'DURAND' (17)", "'MARTIN' (18)" })
        {
            await using var server = await Server.AnsweringAsync(500, Fault($"Erreur inattendue pour {who}", "").Replace("<detail></detail>", "", StringComparison.Ordinal));
            causes.Add(Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue).Cause);
        }

        Assert.Equal(causes[0], causes[1]);
        Assert.DoesNotContain("DURAND", causes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("technical.data.nullretrieve", "sans dire laquelle")]
    [InlineData("technical.parameter.nullinput", "obligatoire")]
    [InlineData("functionnal.borules.regle", "sans nommer")]
    public async Task A_code_of_three_parts_names_no_element(string code, string explanation)
    {
        await using var server = await Server.AnsweringAsync(500, Fault(code, ""));
        var refusee = Assert.IsType<IssueEnvoi.Refusee>((await SendAsync(server.Service)).Issue);
        Assert.Equal(code, refusee.Code);
        Assert.Contains(explanation, refusee.Explication, StringComparison.Ordinal);
        Assert.DoesNotContain("« nullretrieve »", refusee.Explication, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_three_parts_is_completed_by_the_element_of_its_detail()
    {
        await using var server = await Server.AnsweringAsync(500, Fault("technical.data.nullretrieve", "<x><element>codEtp</element><lastErrorMsg>non</lastErrorMsg></x>"));
        var refusee = Assert.IsType<IssueEnvoi.Refusee>((await SendAsync(server.Service)).Issue);
        Assert.Equal("technical.data.nullretrieve.codEtp", refusee.Code);
        Assert.Contains("VET", refusee.Explication, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://cas.exemple.fr/login?service=x&ticket=ST-1", "https://cas.exemple.fr/login ", "CAS")]
    [InlineData("https://idp.exemple.fr/idp/profile/SAML2/POST", "https://idp.exemple.fr/idp/profile/SAML2/POST", "SSO")]
    [InlineData("https://apogee.exemple.fr/services/OpiMetier", "https://apogee.exemple.fr/services/OpiMetier", "https")]
    public async Task A_redirection_tells_its_target_and_what_it_probably_is(string location, string told, string probable)
    {
        await using var server = await Server.AnsweringAsync(http =>
        {
            http.Response.StatusCode = 302;
            http.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        var failure = Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue);
        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.Contains(probable, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ticket", failure.Message, StringComparison.Ordinal);
        Assert.Equal(PorteeEchec.Reglage, failure.Portee);
    }

    [Theory]
    [InlineData(200, "<html><head><title>Request Rejected</title></head><body>Your support ID is: 1</body></html>", "F5", PorteeEchec.Inconnue)]
    [InlineData(403, "<html><title>Web Page Blocked</title></html>", "pare-feu", PorteeEchec.Inconnue)]
    [InlineData(200, "<!DOCTYPE html><html><title>Connexion</title><input type=\"password\"></html>", "authentification (« Connexion »)", PorteeEchec.Reglage)]
    [InlineData(500, "<html><title>Apache Tomcat - Error report</title></html>", "page HTML (« Apache Tomcat - Error report »)", PorteeEchec.Inconnue)]
    [InlineData(407, "", "proxy", PorteeEchec.Reglage)]
    [InlineData(413, "<html>non</html>", "trop volumineux", PorteeEchec.Sujet)]
    [InlineData(415, "", "SOAP 1.1", PorteeEchec.Reglage)]
    [InlineData(503, "", "503", PorteeEchec.Destination)]
    public async Task What_answers_in_the_place_of_the_service_is_named_for_what_it_is(int status, string body, string expected, PorteeEchec portee)
    {
        await using var server = await Server.AnsweringAsync(status, body, "text/html");
        var failure = Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Equal(portee, failure.Portee);
    }

    [Fact]
    public async Task Whoever_asks_to_be_left_alone_is_heeded()
    {
        await using var server = await Server.AnsweringAsync(http =>
        {
            http.Response.StatusCode = 503;
            http.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        });
        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue).Attendre);
    }

    [Fact]
    public async Task A_content_that_cannot_be_written_has_not_left_and_says_so()
    {
        await using var server = await Server.AnsweringAsync(200, Ok());
        var unwritable = new OpiContenu { Individu = "{\"codOpiIntEpo\":" };
        await Assert.ThrowsAsync<EnvoiImpossibleException>(() => SendAsync(server.Service, contenu: unwritable));
        Assert.Empty(server.Seen);
    }

    [Theory]
    [InlineData("functionnal.borules.regle.opi", "règle de gestion")]
    [InlineData("functionnal.bddrules.contrainte.opi", "règle de gestion")]
    [InlineData("technical.data.nullretrieve.etudiant", "numéro d'étudiant")]
    [InlineData("technical.parameter.noncoherentinput.codEtp", "correspondance des formations")]
    [InlineData("technical.parameter.noncoherentinput.codMachin", "codMachin")]
    public async Task A_business_fault_is_refused_with_an_explanation(string code, string explanation)
    {
        await using var server = await Server.AnsweringAsync(500, Fault(code, $"<o:fault xmlns:o='{Samples.Ns}'><lastErrorMsg>non</lastErrorMsg></o:fault>"));
        var refusee = Assert.IsType<IssueEnvoi.Refusee>((await SendAsync(server.Service)).Issue);
        Assert.Equal((code, "non"), (refusee.Code, refusee.Message));
        Assert.Contains(explanation, refusee.Explication, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fault", Samples.Ns)]
    [InlineData("fault", Samples.Ns + "_30042019")]
    [InlineData("fault", "urn:x")]
    [InlineData("WebBaseException", Samples.Ns)]
    [InlineData("WebBaseException", "")]
    public async Task The_element_of_a_fault_and_its_namespace_do_not_matter(string element, string ns)
    {
        await using var server = await Server.AnsweringAsync(500, Fault("functionnal.borules.regle.opi",
            $"<x:stackTrace xmlns:x='urn:trace'>at apogee</x:stackTrace><{element} xmlns='{ns}'><messages xmlns=''><item>autre</item></messages><lastErrorMsg xmlns=''>Règle &amp; motif</lastErrorMsg></{element}>"));
        var refusee = Assert.IsType<IssueEnvoi.Refusee>((await SendAsync(server.Service)).Issue);
        Assert.Equal(("functionnal.borules.regle.opi", "Règle & motif"), (refusee.Code, refusee.Message));
    }

    [Theory]
    [InlineData("<detail><o:fault xmlns:o='urn:o'><messages><item>le motif</item></messages><lastErrorMsg/></o:fault></detail>", "le motif")]
    [InlineData("<detail><o:fault xmlns:o='urn:o'/></detail>", "functionnal.borules.regle.opi")]
    [InlineData("<detail/>", "functionnal.borules.regle.opi")]
    [InlineData("", "functionnal.borules.regle.opi")]
    public async Task A_refusal_without_lastErrorMsg_has_the_next_best_words(string detail, string message)
    {
        await using var server = await Server.AnsweringAsync(500, Fault("functionnal.borules.regle.opi", "").Replace("<detail></detail>", detail, StringComparison.Ordinal));
        Assert.Equal(message, Assert.IsType<IssueEnvoi.Refusee>((await SendAsync(server.Service)).Issue).Message);
    }

    [Fact]
    public async Task A_code_spread_over_lines_is_trimmed()
    {
        await using var server = await Server.AnsweringAsync(500, Fault("\n  technical.data.nullretrieve.etudiant \n", ""));
        Assert.Equal("technical.data.nullretrieve.etudiant", Assert.IsType<IssueEnvoi.Refusee>((await SendAsync(server.Service)).Issue).Code);
    }

    [Fact]
    public async Task A_plain_fault_in_words_is_a_technical_failure_that_quotes_them()
    {
        await using var server = await Server.AnsweringAsync(500, Fault("Erreur interne du serveur", "").Replace("<detail></detail>", "", StringComparison.Ordinal));
        Assert.Contains("Erreur interne du serveur", Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_whose_code_stands_in_the_detail_only_is_understood()
    {
        await using var server = await Server.AnsweringAsync(500, Fault("Une erreur est survenue",
            $"<o:WebBaseException xmlns:o='{Samples.Ns}'><type>functionnal</type><lastErrorMsg>non</lastErrorMsg><nature>n</nature><element>e</element><domaine>borules</domaine></o:WebBaseException>"));
        Assert.Equal("functionnal.borules.n.e", Assert.IsType<IssueEnvoi.Refusee>((await SendAsync(server.Service)).Issue).Code);
    }

    [Theory]
    [InlineData("technical.security.invaliduser.user", "motDePasse")]
    [InlineData("technical.system.base.indisponible", "indisponible")]
    [InlineData("java.lang.NullPointerException", "NullPointer")]
    [InlineData("org.xml.sax.SAXException: bad", "SAX")]
    public async Task Another_fault_is_a_technical_failure(string code, string expected)
    {
        await using var server = await Server.AnsweringAsync(500, Fault(code, ""));
        Assert.Contains(expected, Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "motDePasse")]
    [InlineData(403, "motDePasse")]
    [InlineData(404, "/services/OpiMetier")]
    [InlineData(500, "500")]
    [InlineData(503, "503")]
    [InlineData(200, "SOAP")]
    [InlineData(302, "302")]
    public async Task An_answer_that_is_not_SOAP_is_a_technical_failure(int status, string expected)
    {
        await using var server = await Server.AnsweringAsync(status, "<html><body>non</body></html>", "text/html");
        Assert.Contains(expected, Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_answer_lost_by_a_proxy_is_uncertain(int status)
    {
        await using var server = await Server.AnsweringAsync(status, "", "text/html");
        Assert.IsType<IssueEnvoi.Incertaine>((await SendAsync(server.Service)).Issue);
    }

    [Fact]
    public async Task An_answer_past_the_delay_is_uncertain()
    {
        await using var server = await Server.AnsweringAsync(async http => await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        var echange = await SendAsync(server.Service, o => o with { DelaiSecondes = 1 });
        Assert.IsType<IssueEnvoi.Incertaine>(echange.Issue);
        Assert.NotEqual(0, echange.Requete.Length);
    }

    [Fact]
    public async Task A_reset_after_the_request_is_uncertain()
    {
        await using var server = await Server.AnsweringAsync(http => { http.Abort(); return Task.CompletedTask; });
        Assert.IsType<IssueEnvoi.Incertaine>((await SendAsync(server.Service)).Issue);
    }

    [Fact]
    public async Task A_closed_port_means_not_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.IsType<IssueEnvoi.NonEnvoyee>((await SendAsync(new Uri($"http://127.0.0.1:{port}/"))).Issue);
    }

    [Fact]
    public async Task What_was_cut_is_told_with_the_exchange()
    {
        await using var server = await Server.AnsweringAsync(200, Ok());
        var echange = await SendAsync(server.Service, contenu: Contenu with { AdresseFixe = $$"""{"lib1":"{{new string('A', 40)}}"}""" });
        Assert.Equal("adresseFixe.lib1", Assert.Single(echange.Modifications).Champ);
    }

    private static async Task<Echange> SendAsync(Uri url, Func<ApogeeOptions, ApogeeOptions>? change = null, OpiContenu? contenu = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApogeeAdapter();
        await using var provider = services.BuildServiceProvider();
        var options = Samples.Options with { Url = url.AbsoluteUri };
        return await provider.GetRequiredService<ApogeeOpiClient>().SendAsync(change?.Invoke(options) ?? options, contenu ?? Contenu, CancellationToken.None);
    }

    private static string Ok(int version = 10, string ns = Samples.Ns) =>
        $"<e:Envelope xmlns:e='{SoapNamespaces.Envelope}'><e:Body><{(ns.Length == 0 ? "" : "r:")}mettreajourDonneesOpi_v{version}Response{(ns.Length == 0 ? "" : $" xmlns:r='{ns}'")}/></e:Body></e:Envelope>";

    private static string Fault(string text, string detail) =>
        $"<e:Envelope xmlns:e='{SoapNamespaces.Envelope}'><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>{text}</faultstring><detail>{detail}</detail></e:Fault></e:Body></e:Envelope>";
}
