using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

/// <summary>Calls that have no answer: whether the formation may have been taken decides what is known of it.</summary>
public sealed class CoupuresTests : IDisposable
{
    private static readonly FormationEnvoyee Formation = new("089379P#L01");

    private readonly ServiceProvider _services = new ServiceCollection().AddServiceFormations().BuildServiceProvider();
    private readonly ClePrivee _cle = Cles.Privee();

    public void Dispose()
    {
        _services.Dispose();
        _cle.Dispose();
    }

    [Fact]
    public async Task A_reset_after_the_request_leaves_the_outcome_unknown_and_nothing_is_sent_twice()
    {
        await using var serveur = new RawServer(async (socket, arret) =>
        {
            await RawServer.ReadAsync(socket, arret);
            RawServer.Reset(socket);
        });

        var echange = await EnvoyerAsync(serveur.Url);

        Assert.Equal(NatureEchec.Incertain, Assert.IsType<VerdictEnvoi.Echec>(echange.Verdict).Nature);
        Assert.IsType<IssueEnvoi.Incertaine>(echange.VersEchange().Issue);
        Assert.Equal(1, serveur.Connections);
    }

    [Fact]
    public async Task An_answer_that_is_cut_is_no_answer()
    {
        await using var serveur = new RawServer(async (socket, arret) =>
        {
            await RawServer.ReadAsync(socket, arret);
            await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"g_ta_cod\":34513"u8.ToArray(), arret);
        });

        Assert.IsType<IssueEnvoi.Incertaine>((await EnvoyerAsync(serveur.Url)).VersEchange().Issue);
    }

    [Fact]
    public async Task A_connection_that_died_between_two_formations_does_not_send_one_twice()
    {
        // Keeps the connection open after the first answer, and resets it when the second request has come.
        await using var serveur = new RawServer(async (socket, arret) =>
        {
            await RawServer.ReadAsync(socket, arret);
            await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n{\"g_ta_cod\":34513}"u8.ToArray(), arret);
            await RawServer.ReadAsync(socket, arret);
            RawServer.Reset(socket);
        });

        Assert.IsType<VerdictEnvoi.Acceptee>((await EnvoyerAsync(serveur.Url)).Verdict);
        Assert.IsType<IssueEnvoi.Incertaine>((await EnvoyerAsync(serveur.Url)).VersEchange().Issue);
        Assert.Equal(1, serveur.Connections);
    }

    [Fact]
    public async Task A_silent_service_is_waited_for_only_so_long()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddServiceFormations().BuildServiceProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var serveur = new RawServer(async (socket, arret) =>
        {
            await RawServer.ReadAsync(socket, arret);
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, arret);
        });

        var sending = services.GetRequiredService<ClientFormations>().EnvoyerAsync(
            Acces(serveur.Url, TimeSpan.FromSeconds(30)), Formation, TestContext.Current.CancellationToken);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(31));

        Assert.Contains("n'a pas répondu en", Assert.IsType<IssueEnvoi.Incertaine>((await sending).VersEchange().Issue).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_flow_that_keeps_coming_is_waited_for()
    {
        await using var serveur = new RawServer(async (socket, arret) =>
        {
            await RawServer.ReadAsync(socket, arret);
            var corps = """[{"rco":"A","status":"Publié sur le MDR"},{"rco":"B","status":"x"}]""";
            var octets = Encoding.UTF8.GetBytes(corps);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {octets.Length}\r\n\r\n"), arret);
            foreach (var morceau in octets.Chunk(octets.Length / 4))
            {
                await Task.Delay(1_500, arret);
                await socket.SendAsync(morceau, arret);
            }
        });

        var resultat = await Client.LireRetourAsync(Acces(serveur.Url, TimeSpan.FromSeconds(5)), TestContext.Current.CancellationToken);

        Assert.Equal(2, Assert.IsType<ResultatRetour.Recu>(resultat).Lecture.Lignes.Count);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_has_left()
    {
        using var libre = new TcpListener(IPAddress.Loopback, 0);
        libre.Start();
        var port = ((IPEndPoint)libre.LocalEndpoint).Port;
        libre.Stop();

        var echange = await EnvoyerAsync(new Uri($"http://127.0.0.1:{port}/ApiFormation/api"));

        Assert.Contains("refuse la connexion", Assert.IsType<IssueEnvoi.NonEnvoyee>(echange.VersEchange().Issue).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_said_so()
    {
        var echange = await EnvoyerAsync(new Uri("https://parcoursup.invalid/ApiFormation/api"));

        Assert.Equal(NatureEchec.NonParti, Assert.IsType<VerdictEnvoi.Echec>(echange.Verdict).Nature);
    }

    [Fact]
    public async Task Whoever_gives_up_hears_of_it()
    {
        await using var serveur = new RawServer(async (socket, arret) => await Task.Delay(Timeout.Infinite, arret));
        using var abandon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Client.EnvoyerAsync(Acces(serveur.Url, TimeSpan.FromMinutes(5)), Formation, abandon.Token));
    }

    private ClientFormations Client => _services.GetRequiredService<ClientFormations>();

    private AccesService Acces(Uri url, TimeSpan delai) => new(url, "cert-7", _cle) { Delai = delai };

    private Task<EchangeFormation> EnvoyerAsync(Uri url) =>
        Client.EnvoyerAsync(Acces(url, TimeSpan.FromMinutes(5)), Formation, TestContext.Current.CancellationToken);
}
