using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Scolarix.Retours;

/// <summary>The folder in which Scolarix leaves its daily files.</summary>
public abstract class RetourFolderTests(PostgresServer postgres, Engine engine) : RetourTest(postgres, engine)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Retour["dossier"] = Folder.FullName;
    }

    [Fact]
    public async Task A_file_left_in_the_folder_is_taken_reported_and_moved_away()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));

        Leave("ia-0710.csv", Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        await MovedAsync("traites", "ia-0710.csv");

        await Poll.UntilAsync(async () => await Etab.FeedbackAsync(17) == "1");
        Assert.Empty(Folder.GetFiles());
        Assert.Equal("ia-0710.csv", Assert.Single(await ListAsync("scolarix/retours"))!["nom"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_unreadable_one_is_put_aside_with_a_task_and_the_next_goes_on()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));

        Leave("a.csv", "rien de lisible");
        Leave("b.csv", Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        await MovedAsync("rejetes", "a.csv");
        await MovedAsync("traites", "b.csv");

        await Poll.UntilAsync(async () => await Etab.FeedbackAsync(17) == "1");
        Assert.Contains("a.csv", Assert.Single(await TasksAsync())["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_former_life_took_and_did_not_move_changes_nothing_again()
    {
        const string Csv = Header + "17;;;VALIDEE;O;10/07/2026\r\n";
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));
        await HandInAndRestAsync(Csv);
        await HandInAndRestAsync(Header + "17;;;ANNULEE;O;10/07/2026\r\n");

        Leave("ia.csv", Csv);
        await MovedAsync("traites", "ia.csv");
        Leave("ia.csv", Csv);
        await MovedAsync("traites", "ia-2.csv");
        await AtRestAsync();

        Assert.Equal("1 3", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task A_file_that_still_grows_is_left_alone()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        var path = Path.Combine(Folder.FullName, "ia.csv");
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n");
            for (var look = 0; look < 8; look++)
            {
                await file.WriteAsync(' ');
                await file.FlushAsync();
                File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
                await Task.Delay(500);
            }

            Assert.True(File.Exists(path));
            await file.WriteAsync("\r\n18;;;VALIDEE;O;10/07/2026\r\n");
        }

        await MovedAsync("traites", "ia.csv");
        await Poll.UntilAsync(async () => await Etab.FeedbackAsync(18) == "1");
    }

    [Fact]
    public async Task A_folder_that_is_away_is_told_and_taken_up_again_when_it_is_back()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17));
        Folder.Delete(recursive: true);
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 1);

        Folder.Create();
        Leave("ia.csv", Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        await MovedAsync("traites", "ia.csv");

        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 0);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_or_somebody_elses_is_refused()
    {
        Retour["dossier"] = Path.Combine(Folder.FullName, "absent");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(openGate: false));

        Assert.Contains("retour.dossier", refused.Message, StringComparison.Ordinal);
    }

    private void Leave(string name, string csv)
    {
        var temporary = Path.Combine(Folder.FullName, name + ".tmp");
        File.WriteAllText(temporary, csv);
        File.Move(temporary, Path.Combine(Folder.FullName, name));
    }

    private Task MovedAsync(string subfolder, string name) =>
        Poll.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(Folder.FullName, subfolder, name))));
}

public sealed class RetourFolderTestsOnSqlite(PostgresServer postgres) : RetourFolderTests(postgres, Engine.Sqlite);

public sealed class RetourFolderTestsOnPostgres(PostgresServer postgres) : RetourFolderTests(postgres, Engine.Postgres);
