using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>A socket of this machine for the proxy: it alone is believed, and nobody else's is taken away (rule J6).</summary>
public sealed class PriseLocaleTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    private const string Account = "ecandidat:mdp-ecandidat";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prise-");

    private string Socket => Path.Combine(_folder.FullName, "machines.sock");
    private string PeopleSocket => Path.Combine(_folder.FullName, "personnes.sock");

    [Fact]
    public async Task Only_its_callers_are_believed_what_they_forward()
    {
        using var authority = new TestCertificates();
        var certificate = authority.Client("CN=essai");
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        Etab.Document["opi"]!["comptes"]![0]!["adresses"] = new JsonArray("192.0.2.10");
        SharedGateway.AddAccount(Etab, "empreinte", "mdp-empreinte", "F");
        var byCertificate = Etab.Document["opi"]!["comptes"]![1]!.AsObject();
        byCertificate.Remove("motDePasse");
        byCertificate["certificat"] = new JsonObject { ["mode"] = "AuLieuDuMotDePasse", ["empreinteSha256"] = ClientCertificate.FingerprintOf(certificate) };
        await StartAsync(openGate: false, $"--Adresses:Socket={Socket}", "--Adresses:EnTeteCertificat=X-Client-Cert", "--Adresses:Publique=https://passerelle.univ.fr");
        using var socket = RawCalls.OfSocket(Socket);

        if (!OperatingSystem.IsWindows())
            Assert.Equal((UnixFileMode)0b110_110_000, File.GetUnixFileMode(Socket));
        foreach (var http in new[] { socket, Gateway.Http })
        {
            http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.10");
            http.DefaultRequestHeaders.Add("X-Client-Cert", Uri.EscapeDataString(certificate.ExportCertificatePem()));
        }

        Assert.Equal(HttpStatusCode.OK, (await socket.PostOpiAsync(Envelope(Individu("E1")), Account)).Status);
        Assert.Equal(HttpStatusCode.OK, (await socket.PostOpiAsync(Envelope(Individu("F1")), null)).Status);
        // A user of the machine who claims the same.
        Assert.Equal(HttpStatusCode.Forbidden, (await Gateway.Http.PostOpiAsync(Envelope(Individu("E2")), Account)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.PostOpiAsync(Envelope(Individu("F2")), null)).Status);
    }

    [Fact]
    public async Task Each_side_may_have_its_own()
    {
        Gateway = await GatewayInstance.StartAsync(Storage, $"--Adresses:Socket={Socket}", $"--Adresses:Personnes=http://127.0.0.1:{NginxProxy.FreePort()}", $"--Adresses:SocketPersonnes={PeopleSocket}");
        using var machines = RawCalls.OfSocket(Socket);
        using var people = RawCalls.OfSocket(PeopleSocket);

        Assert.Equal(HttpStatusCode.NotFound, (await machines.SendAsync(HttpMethod.Get, "/api/etablissements")).Status);
        Assert.Equal(HttpStatusCode.OK, (await machines.SendAsync(HttpMethod.Get, "/services/OpiMetier?wsdl")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await people.SendAsync(HttpMethod.Get, "/api/etablissements")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await people.SendAsync(HttpMethod.Get, "/services/OpiMetier?wsdl")).Status);
        // Not before all that runs by itself has begun.
        foreach (var http in new[] { machines, people })
            await Poll.UntilAsync(async () => (await http.SendAsync(HttpMethod.Get, "/sante/prete")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_killed_gateway_left_is_removed_and_one_that_lives_is_not()
    {
        var settings = GatewayProcess.Environment(Storage);
        (settings["Adresses__Socket"], settings["Adresses__Publique"], settings["Urls"]) = (Socket, "https://passerelle.univ.fr", "");
        await using (await ServedProcess.StartAsync(settings)) Assert.True(File.Exists(Socket));
        Assert.True(File.Exists(Socket), "A kill leaves it.");

        await using var served = await ServedProcess.StartAsync(settings);
        using var http = RawCalls.OfSocket(Socket);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(HttpMethod.Get, "/sante/vivante")).Status);

        var (code, _, error) = await GatewayProcess.RunAsync(settings);
        Assert.Equal(2, code);
        Assert.Contains("déjà prise par un autre programme", error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(HttpMethod.Get, "/sante/vivante")).Status);
        await served.StopAsync();
        Assert.False(File.Exists(Socket));
    }

    [Fact]
    public async Task What_is_no_socket_is_left_alone()
    {
        await File.WriteAllTextAsync(Socket, "à garder");

        Assert.Throws<SocketException>(() => PriseLocale.Bind(new UnixDomainSocketEndPoint(Socket)));
        Assert.Equal("à garder", await File.ReadAllTextAsync(Socket));
    }

    [Theory]
    [InlineData("Adresses__Socket", "machines.sock", "Adresses:Socket : « machines.sock » : indiquer un chemin complet")]
    [InlineData("Adresses__Socket", "/nulle-part/machines.sock", "le dossier « /nulle-part » n'existe pas")]
    [InlineData("Adresses__Personnes", "http://127.0.0.1:8080", "est aussi dans Urls")]
    [InlineData("Adresses__Personnes", "http://0.0.0.0:8090", "Adresses:Personnes : « http://0.0.0.0:8090 » laisserait passer en clair")]
    [InlineData("Adresses__Mandataires", "127.0.0.1", "avec Adresses:Socket, seul un mandataire inverse qui passe par le socket est cru")]
    public async Task Wrong_settings_are_told(string setting, string value, string sentence)
    {
        var settings = GatewayProcess.Environment(Storage);
        (settings["Urls"], settings["Adresses__Socket"]) = ("http://127.0.0.1:8080", Socket);
        settings[setting] = value;
        var (code, _, error) = await GatewayProcess.RunAsync(settings);

        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    /// <summary>The shipped block with two addresses, before the sockets that the package makes room for.</summary>
    [Fact]
    public async Task nginx_reaches_each_side_by_its_socket()
    {
        await NginxProxy.OpenToWorkersAsync(_folder);
        var settings = GatewayProcess.Environment(Storage);
        (settings["Adresses__Socket"], settings["Adresses__SocketPersonnes"], settings["Adresses__Publique"]) = (Socket, PeopleSocket, "https://passerelle.univ.fr");
        settings["Urls"] = "";
        await using var served = await ServedProcess.StartAsync(settings);
        await using var proxy = new NginxProxy();
        await proxy.StartWithSocketsAsync(Socket, PeopleSocket);
        using var machines = NginxProxy.Client(proxy.Port);
        using var people = NginxProxy.Client(proxy.PeoplePort);

        foreach (var (http, path, status) in new (HttpClient, string, HttpStatusCode)[]
        {
            (machines, "/sante/prete", HttpStatusCode.OK), (machines, "/services/OpiMetier?wsdl", HttpStatusCode.OK),
            (machines, "/api/etablissements", HttpStatusCode.NotFound), (machines, "/docs/guide/mise-en-route.md", HttpStatusCode.NotFound),
            (machines, "/gestion/", HttpStatusCode.NotFound), (machines, "/gestion.js", HttpStatusCode.NotFound),
            (people, "/gestion/connexion", HttpStatusCode.OK), (people, "/gestion.js", HttpStatusCode.OK),
            (people, "/", HttpStatusCode.OK), (people, "/api/etablissements", HttpStatusCode.Unauthorized),
            (people, "/services/OpiMetier?wsdl", HttpStatusCode.NotFound),
        })
            Assert.Equal((path, status), (path, (await http.SendAsync(HttpMethod.Get, path)).Status));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
