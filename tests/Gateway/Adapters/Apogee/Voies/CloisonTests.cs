using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Service;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies;

/// <summary>
/// Rule C5, whatever the way out: what cannot be rendered or written of one OPI is its own recorded failure, and its neighbours leave.
/// </summary>
public abstract class CloisonTests(PostgresServer postgres, DatabaseEngine engine) : ServiceApogeeTest(postgres, engine)
{
    private const string Account = "ecandidat:mdp-ecandidat";

    // As no client could send them: one that cannot be composed, one that cannot be written.
    private static readonly string[] Broken = ["E2", "E3"];
    private static readonly string[] Sound = ["E1", "E4", "E5"];

    private readonly string _folder = Directory.CreateTempSubdirectory("cloison-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task By_SOAP_the_neighbours_of_an_OPI_that_cannot_be_sent_leave_and_it_leaves_once_it_is_mended()
    {
        await ReceiveAsync();

        Etab.Document["opi"]!["voie"] = "Soap";
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();

        foreach (var number in Sound) Assert.Equal("L1HIS=F", await Etab.VoeuxAsync(number));
        await AssertAsideAsync();

        await Gateway.ExecuteAsync("UPDATE opi_recue SET voeux = (SELECT voeux FROM opi_recue WHERE cod_opi = 'E1') WHERE cod_opi = 'E2'", new { });
        var mended = Assert.Single(await ListAsync("livraisons?etat=RefusMetier"), l => l!["sujet"]!.GetValue<string>() == "opi/E2");
        await PostAsync($"livraisons/{mended!["id"]}/relancer");
        await AtRestAsync();
        Assert.Equal("L1HIS=F", await Etab.VoeuxAsync("E2"));
        Assert.Single(await TasksAsync());
    }

    [Fact]
    public async Task A_page_for_a_job_is_given_out_without_the_OPI_that_cannot_be_rendered()
    {
        await ReceiveAsync();

        var page = await PageAsync();

        Assert.Equal(Sound, page.Select(NumberOf).Order(StringComparer.Ordinal));
        await AssertAsideAsync();
        Assert.Empty(await PageAsync());
    }

    [Fact]
    public async Task A_lot_of_files_is_written_without_the_OPI_that_cannot_be_rendered()
    {
        await ReceiveAsync();
        Etab.Document["opi"]!["voie"] = "Fichiers";
        Etab.Document["opi"]!["fichiers"] = new JsonObject { ["dossier"] = _folder };
        await Etab.SaveAsync(Gateway);

        var report = (await PostAsync("fichiers"))!["message"]!.GetValue<string>();

        Assert.Contains("Lot 1 publié", report, StringComparison.Ordinal);
        var file = await File.ReadAllTextAsync(Directory.GetFiles(_folder, "*_000001.csv").Single());
        Assert.All(Sound, number => Assert.Contains(number, file, StringComparison.Ordinal));
        Assert.All(Broken, number => Assert.DoesNotContain(number, file, StringComparison.Ordinal));
        await AssertAsideAsync();
    }

    private async Task ReceiveAsync()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartServiceAsync();
        foreach (var number in Sound.Concat(Broken))
            (await Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu(number, nom: "DURAND" + (char)('A' + number[1] - '0')) + OpiMessages.Voeux(("L1HIS", "F"))), Account))
                .AssertAccepted();
        await AtRestAsync();
        await Gateway.ExecuteAsync("UPDATE opi_recue SET voeux = @cut WHERE cod_opi = 'E2'", new { cut = "{\"item\":[{" });
        await Gateway.ExecuteAsync("UPDATE opi_recue SET individu = @cut WHERE cod_opi = 'E3'", new { cut = "{\"codOpiIntEpo\":" });
    }

    private async Task AssertAsideAsync()
    {
        var aside = (await ListAsync("livraisons?etat=RefusMetier")).Select(l => l!).OrderBy(l => l["sujet"]!.GetValue<string>(), StringComparer.Ordinal).ToList();
        Assert.Equal(Broken.Select(b => "opi/" + b), aside.Select(l => l["sujet"]!.GetValue<string>()));
        foreach (var livraison in aside)
        {
            Assert.True(livraison["aRegarder"]!.GetValue<bool>());
            Assert.Contains("n'a pas pu être", livraison["message"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Single(await ListAsync($"livraisons/{livraison["id"]}/echanges"));
        }

        var tasks = await TasksAsync();
        Assert.All(Broken, number => Assert.Contains(tasks, text => text.Contains("opi/" + number, StringComparison.Ordinal)));
    }

    private async Task<IReadOnlyList<string>> TasksAsync() =>
        [.. (await ListAsync("taches")).Where(t => t!["type"]!.GetValue<string>() == "LivraisonsARegarder").Select(t => t!["message"]!.GetValue<string>())];
}

public sealed class CloisonTestsOnSqlite(PostgresServer postgres) : CloisonTests(postgres, DatabaseEngine.Sqlite);

public sealed class CloisonTestsOnPostgres(PostgresServer postgres) : CloisonTests(postgres, DatabaseEngine.Postgres);
