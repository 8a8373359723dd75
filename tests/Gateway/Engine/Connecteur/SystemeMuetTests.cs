using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Connecteur;

/// <summary>
/// Rule J1: an établissement chooses the addresses that are called for it, and what listens there may take the call and never answer. It
/// keeps nobody else.
/// </summary>
public sealed class SystemeMuetTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private readonly TcpListener _mute = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _calls = [];

    private int Port => ((IPEndPoint)_mute.LocalEndpoint).Port;

    public override async ValueTask InitializeAsync()
    {
        _mute.Start();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _calls.ForEach(call => call.Dispose());
        _mute.Dispose();
    }

    [Fact]
    public async Task The_pulls_of_another_come()
    {
        Silence("parcoursup", "ApiRest/");
        await StartAsync(openGate: false);
        await using var other = await OtherAsync();
        other.Parcoursup.Enregistrer([OfOther(18)]);

        await PostAsync("recuperations", new JsonObject());
        await CalledAsync();
        await Gateway.Admin.PostAsync(other.Path + "recuperations", new JsonObject());

        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<long>(
            "SELECT COUNT(*) FROM candidat WHERE etablissement = @Code", new { other.Code }))[0] == 1);
        Assert.Empty(await Gateway.QueryAsync<long>(
            "SELECT id FROM recuperation WHERE etablissement = @Code AND (tentatives > 1 OR message IS NOT NULL)", new { Etab.Code }));
    }

    [Fact]
    public async Task The_connector_of_another_is_tested_again_at_once()
    {
        await StartAsync();
        await using var other = await OtherAsync();
        await other.OpenGateAsync(Gateway);
        Silence("parcoursup", "ApiRest/");
        await Etab.SaveAsync(Gateway);
        await CalledAsync();

        other.Document["parcoursup"]!["url"] = other.Document["parcoursup"]!["url"]!.GetValue<string>().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await other.SaveAsync(Gateway);

        await Poll.UntilAsync(() => RetestedAsync(other.Code));
        Assert.False(await RetestedAsync(Etab.Code));
    }

    [Fact]
    public async Task What_another_asks_about_its_students_is_answered()
    {
        Silence("apogee", "services/OpiMetier");
        Etab.Document["apogee"]!["etudiant"] = new JsonObject();
        await StartAsync(openGate: false);
        await using var other = await OtherAsync();

        await AskAsync(Etab.Code);
        await CalledAsync();
        await AskAsync(other.Code);

        await Poll.UntilAsync(async () => await StateAsync(other.Code) == "Inconnue");
        Assert.Equal("Demandee", await StateAsync(Etab.Code));
    }

    private Task AskAsync(string code) => Gateway.ExecuteAsync(
        """
        INSERT INTO recherche_etudiant (etablissement, cle, etat, demandee_le, prochaine_tentative)
        VALUES (@code, 'num:4711', 'Demandee', @now, @now)
        """,
        new { code, now = TimeProvider.System.GetUtcNow().AddMinutes(-1) });

    private async Task<string> StateAsync(string code) =>
        (await Gateway.QueryAsync<string>("SELECT etat FROM recherche_etudiant WHERE etablissement = @code", new { code })).Single();

    private async Task<bool> RetestedAsync(string code) => (await Gateway.QueryAsync<long>(
        "SELECT COUNT(*) FROM test_connecteur WHERE etablissement = @code AND par LIKE '%(après modification)'", new { code }))[0] > 0;

    // Its own limit is far: whoever waited for it would wait until then.
    private void Silence(string system, string path)
    {
        Etab.Document[system]!["url"] = $"http://127.0.0.1:{Port}/{path}";
        Etab.Document[system]!["delaiSecondes"] = 600;
    }

    private async Task CalledAsync() => _calls.Add(await _mute.AcceptTcpClientAsync().WaitAsync(Poll.Patience));

    private async Task<TestEtablissement> OtherAsync()
    {
        var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        other.Document["apogee"]!["etudiant"] = new JsonObject();
        await other.SaveAsync(Gateway);
        return other;
    }

    private static JsonObject OfOther(int code)
    {
        var voeu = Voeu(code);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (SharedGateway.OtherUai, SharedGateway.OtherUai);
        return voeu;
    }
}
