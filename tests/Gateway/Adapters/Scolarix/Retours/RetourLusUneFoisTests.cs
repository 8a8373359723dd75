using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Retours;

/// <summary>Files in the folder of daily files that would be read again and again.</summary>
public abstract class RetourLusUneFoisTests(PostgresServer postgres, DatabaseEngine engine) : RetourTest(postgres, engine)
{
    private const string Quick = "--Scolarix:Retour:SilenceSecondes=2";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Retour["dossier"] = Folder.FullName;
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_put_aside_unread_with_a_report_and_a_task_and_leaves_with_its_session()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));
        await using (var large = new FileStream(Path.Combine(Folder.FullName, "annee.csv"), FileMode.CreateNew))
        {
            await large.WriteAsync(Encoding.UTF8.GetBytes(Header + "17;;;VALIDEE;O;10/07/2026\r\n"));
            large.SetLength(64 * 1024 * 1024 + 1);
        }

        Leave(Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        await MovedAsync("rejetes", "annee.csv");
        await MovedAsync("traites", "ia.csv");
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<string>("SELECT depots FROM scolarix_retour WHERE depots IS NOT NULL")).Count == 2);
        await AtRestAsync();

        var refused = (await ListAsync("scolarix/retours")).Single(r => r!["nom"]!.ToString() == "annee.csv")!;
        Assert.Equal(("Rejete", 0, 64 * 1024 * 1024 + 1), (refused["etat"]!.ToString(), Number(refused, "lignes"), Number(refused, "octets")));
        Assert.Contains("dépasse 64 Mio : le découper", refused["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("« annee.csv » n'a pas été lu", Assert.Single(await TasksAsync())["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await Gateway.QueryAsync<long>("SELECT id FROM message_entrant WHERE canal = 'Retour' AND LENGTH(corps) > 1000000"));
        Assert.Equal("1", await Etab.FeedbackAsync(17));

        // It names people as the others do: it goes when they go.
        var service = Gateway.Services.GetRequiredService<ConservationService>();
        await service.CloreAsync(2026, essai: false, "Camille", default);
        await service.PurgerAsync(2026, essai: false, "Camille", default);
        Assert.False(File.Exists(Path.Combine(Folder.FullName, "rejetes", "annee.csv")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_is_read_once_and_moved_when_it_can_be()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));
        var obstacle = Path.Combine(Folder.FullName, "traites");
        File.WriteAllText(obstacle, "");
        Leave(Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 1);
        Assert.Equal("Applique", Assert.Single(await ListAsync("scolarix/retours"))!["etat"]!.ToString());
        // What would be read again would be noted again.
        await Gateway.ExecuteAsync("DELETE FROM scolarix_retour");
        await Task.Delay(TimeSpan.FromSeconds(6));
        Assert.Empty(await ListAsync("scolarix/retours"));

        File.Delete(obstacle);
        await MovedAsync("traites", "ia.csv");
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 0);
        Assert.Empty(await ListAsync("scolarix/retours"));
    }

    private void Leave(string csv)
    {
        var temporary = Path.Combine(Folder.FullName, "ia.csv.tmp");
        File.WriteAllText(temporary, csv);
        File.Move(temporary, Path.Combine(Folder.FullName, "ia.csv"));
    }

    private Task MovedAsync(string subfolder, string name) =>
        Poll.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(Folder.FullName, subfolder, name))));
}

public sealed class RetourLusUneFoisOnSqlite(PostgresServer postgres) : RetourLusUneFoisTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetourLusUneFoisOnPostgres(PostgresServer postgres) : RetourLusUneFoisTests(postgres, DatabaseEngine.Postgres);
