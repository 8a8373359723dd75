using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>Files go outside of every transaction: no rollback brings them back, and no writer waits for a disk.</summary>
public sealed class EffacementDeFichiersTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lots-");

    private string Folder => Path.Combine(_root.FullName, "lots");
    private Database Base => Gateway.Services.GetRequiredService<Database>();
    private IFichiersPublies Lots => Gateway.Services.GetServices<IFichiersPublies>().Single(p => p.Table == "fichier_lot");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _root.Delete(recursive: true);
    }

    [Fact]
    public async Task They_are_removed_while_another_writes_and_what_says_where_they_lie_goes_after_them()
    {
        await PublishAsync();
        var writing = await Base.WriteAsync(default);

        var erasing = Lots.EffacerAsync(Etab.Code, 2026, default);

        await Poll.UntilAsync(() => Task.FromResult(Directory.GetFiles(Folder).Length), count => count == 0);
        Assert.Equal(1, await KeptAsync());
        await writing.DisposeAsync();
        await erasing;
        Assert.Equal(0, await KeptAsync());
    }

    [Fact]
    public async Task Whoever_was_stopped_in_between_does_it_again()
    {
        await PublishAsync();
        await Gateway.ExecuteAsync("CREATE TRIGGER arret BEFORE UPDATE OF conserve ON fichier_lot BEGIN SELECT RAISE(ABORT, 'arret'); END");
        await Assert.ThrowsAnyAsync<Exception>(() => Lots.EffacerAsync(Etab.Code, 2026, default));
        Assert.Equal((0, 1), (Directory.GetFiles(Folder).Length, await KeptAsync()));
        await Gateway.ExecuteAsync("DROP TRIGGER arret");

        await Lots.EffacerAsync(Etab.Code, 2026, default);

        Assert.Equal(0, await KeptAsync());
    }

    /// <summary>What lay there is not known: it is said, and not forgotten.</summary>
    [Fact]
    public async Task A_folder_in_whose_place_something_else_stands_is_no_folder_without_files()
    {
        await PublishAsync();
        Directory.Move(Folder, Folder + ".ancien");
        Directory.CreateSymbolicLink(Folder, "/etc");

        await Assert.ThrowsAsync<EntreeHostileException>(() => Lots.EffacerAsync(Etab.Code, 2026, default));
        Assert.Equal(1, await KeptAsync());

        Directory.Delete(Folder);
        Directory.Move(Folder + ".ancien", Folder);
        await Lots.EffacerAsync(Etab.Code, 2026, default);
        Assert.Equal((0, 0), (Directory.GetFiles(Folder).Length, await KeptAsync()));
    }

    /// <summary>Night after night nothing hinders anybody.</summary>
    [Fact]
    public async Task Whoever_nothing_hinders_takes_no_turn_to_write_it_down()
    {
        await StartAsync(openGate: false);
        await using var writing = await Base.WriteAsync(default);

        var told = Gateway.Services.GetRequiredService<Entraves>().NoterAsync(
            new PassageRow { Acte = nameof(ActeConservation.Retention) }, [Etab.Code], new Dictionary<string, Exception>(), default);

        Assert.Null(await told.WaitAsync(Poll.Patience));
    }

    private async Task PublishAsync()
    {
        Directory.CreateDirectory(Folder);
        Etab.Document["opi"]!["voie"] = "Fichiers";
        Etab.Document["opi"]!["fichiers"] = new JsonObject { ["dossier"] = Folder };
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await PostAsync("fichiers");
        await AtRestAsync();
        Assert.NotEmpty(Directory.GetFiles(Folder));
        Assert.Equal(1, await KeptAsync());
    }

    private async Task<long> KeptAsync() => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM fichier_lot WHERE conserve")).Single();
}
