using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Parcoursup.Connecteur;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>Rule J1: who may type an address in does not have the gateway call what is its machine's alone.</summary>
public sealed class AppelsSortantsTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Refusee = "--Securite:BouclePermise=false";

    /// <summary>Asked for anew after the cut, it would throw what no caller takes for a failed request.</summary>
    [Fact]
    public async Task Who_was_called_is_known_even_when_he_has_cut_the_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var there = (IPEndPoint)listener.LocalEndpoint;
        await using var stream = await ConnectAsync(new(Boucle: true, new HashSet<int>()), new Uri($"http://127.0.0.1:{there.Port}/"));
        using (var accepted = await listener.AcceptSocketAsync()) accepted.LingerState = new LingerOption(enable: true, seconds: 0);

        await Assert.ThrowsAsync<IOException>(() => stream.ReadExactlyAsync(new byte[1]).AsTask());

        Assert.Equal(there.Port, ((IPEndPoint)((NetworkStream)stream).Socket.RemoteEndPoint!).Port);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("[fe80::1]")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("[::]")]
    [InlineData("224.0.0.1")]
    [InlineData("[ff02::1]")]
    [InlineData("255.255.255.255")]
    [InlineData("[::ffff:169.254.169.254]")]
    [InlineData("[64:ff9b::a9fe:a9fe]")]
    [InlineData("[2002:a9fe:a9fe::1]")]
    [InlineData("2852039166")]
    public async Task Link_local_unspecified_and_multicast_are_never_called(string host)
    {
        var target = new Uri($"http://{host}:9/");
        foreach (var loopback in new[] { false, true })
        {
            var refused = await Assert.ThrowsAsync<AppelRefuseException>(() => ConnectAsync(new(loopback, new HashSet<int>()), target));
            Assert.Contains(target.Host.Trim('[', ']'), refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0x7f.1")]
    public async Task The_machine_itself_is_called_where_its_operator_says_so_alone(string host)
    {
        var target = new Uri($"http://{host}:9/");

        var refused = await Assert.ThrowsAsync<AppelRefuseException>(() => ConnectAsync(new(Boucle: false, new HashSet<int>()), target));

        Assert.Contains("Securite:BouclePermise", refused.Message, StringComparison.Ordinal);
        // Nobody listens there; but it was tried.
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(new(Boucle: true, new HashSet<int>()), target));
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("193.50.0.1")]
    [InlineData("fd12::1")]
    [InlineData("2001:660::1")]
    [InlineData("::ffff:10.1.2.3")]
    public void Private_and_public_networks_are_called(string address) => Assert.Equal(Nature.Ordinaire, NatureAdresse.Of(IPAddress.Parse(address)));

    [Fact]
    public async Task The_gateway_itself_is_not_called_by_another_address_of_its_machine()
    {
        var portee = new PorteeAppels(Boucle: false, new HashSet<int> { 8443 }) { Adresses = () => [IPAddress.Parse("192.0.2.7")] };
        var refused = await Assert.ThrowsAsync<AppelRefuseException>(() => ConnectAsync(portee, new Uri("https://192.0.2.7:8443/")));
        Assert.Contains("la passerelle elle-même", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operators_proxy_may_be_on_the_machine_and_what_is_plainly_written_is_refused_before_it()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var calls = new AppelsSortants(new(Boucle: false, new HashSet<int>()));
        var first = new DnsEndPoint("127.0.0.1", ((IPEndPoint)proxy.LocalEndpoint).Port);

        await using (var stream = await calls.ConnectAsync(new Uri("https://parcoursup.example/"), first, default))
            Assert.True(stream.CanWrite);
        foreach (var url in new[] { "http://169.254.169.254/", "http://127.0.0.1/", "http://localhost/" })
            await Assert.ThrowsAsync<AppelRefuseException>(() => calls.ConnectAsync(new Uri(url), first, default));
    }

    [Theory]
    [InlineData(true, "http://127.0.0.1:8080", "", "", "")]
    [InlineData(true, "http://localhost:8080", "http://127.0.0.1:8080", "", "")]
    [InlineData(false, "http://127.0.0.1:8080", "https://passerelle.univ.fr", "", "")]
    [InlineData(false, "http://127.0.0.1:8080", "", "127.0.0.1", "")]
    [InlineData(false, "https://0.0.0.0:8443", "", "", "")]
    [InlineData(false, "https://*:8443", "http://127.0.0.1:8080", "", "")]
    [InlineData(true, "https://*:8443", "https://passerelle.univ.fr", "", "true")]
    [InlineData(false, "http://127.0.0.1:8080", "", "", "false")]
    public void Without_a_word_of_the_operators_only_a_trial_calls_the_machine_itself(bool called, string urls, string address, string proxies, string said)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = urls, ["Adresses:Publique"] = address, ["Adresses:Mandataires"] = proxies, ["Securite:BouclePermise"] = said.Length > 0 ? said : null,
        }).Build();
        Assert.Equal(called, ExposureCheck.Portee(configuration).Boucle);
    }

    [Fact]
    public async Task Every_client_of_the_gateway_is_held_to_it_but_those_of_the_operators_own_addresses()
    {
        await StartAsync(openGate: false, Refusee);
        var factory = Gateway.Services.GetRequiredService<IHttpClientFactory>();
        foreach (var name in new[] { ParcoursupHttp.ClientName, "Apogee", "n'importe lequel" })
        {
            var failure = await Assert.ThrowsAsync<HttpRequestException>(() => factory.CreateClient(name).GetAsync(Etab.Apogee.Url));
            Assert.IsType<AppelRefuseException>(failure.GetBaseException());
        }

        using var answer = await factory.CreateClient(ReverseWayTest.ClientName).GetAsync(Etab.Apogee.Url);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task The_test_of_the_connector_names_the_address_and_the_setting()
    {
        await StartAsync(openGate: false, Refusee);

        var report = (await PostAsync("connecteur/test"))!;

        Assert.False(report["ouvert"]!.GetValue<bool>());
        var steps = report["etapes"]!.AsArray();
        foreach (var name in new[] { "Connexion TCP", "Apogée : contrat (WSDL)", "Apogée : appel sans effet" })
        {
            var message = steps.Single(s => s!["nom"]!.GetValue<string>() == name)!["message"]!.GetValue<string>();
            Assert.Contains("127.0.0.1", message, StringComparison.Ordinal);
            Assert.Contains("Securite:BouclePermise", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_delivery_and_a_pull_say_it_too()
    {
        await StartAsync();
        await Gateway.StopAsync();
        Gateway = await GatewayInstance.StartAsync(Storage, Refusee);

        await PushAsync(Voeu(17));

        var waiting = await Poll.UntilAsync(async () => (await ListAsync("livraisons?etat=AEnvoyer")).SingleOrDefault(), l => l?["message"] is not null);
        Assert.Contains("Securite:BouclePermise", waiting!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, ApogeeCalls);
        await Gateway.Admin.RawAsync(HttpMethod.Post, Etab.Path + "recuperations");
        await Poll.UntilAsync(async () => (await ListAsync("recuperations")).Any(r => r!["message"]?.GetValue<string>().Contains("Securite:BouclePermise", StringComparison.Ordinal) == true));
    }

    private static Task<Stream> ConnectAsync(PorteeAppels portee, Uri target) =>
        new AppelsSortants(portee).ConnectAsync(target, new DnsEndPoint(target.IdnHost, target.Port), TestContext.Current.CancellationToken);
}
