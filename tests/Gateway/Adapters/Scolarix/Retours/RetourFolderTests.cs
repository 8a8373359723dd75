using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Retours;

/// <summary>The folder in which Scolarix leaves its daily files.</summary>
public abstract class RetourFolderTests(PostgresServer postgres, DatabaseEngine engine) : RetourTest(postgres, engine)
{
    // Far longer than a machine may stall between two writes.
    private const string Patient = "--Scolarix:Retour:SilenceSecondes=30";
    private const string Quick = "--Scolarix:Retour:SilenceSecondes=2";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Retour["dossier"] = Folder.FullName;
    }

    [Fact]
    public async Task A_file_left_in_the_folder_is_taken_reported_and_moved_away()
    {
        await StartOnEnrolmentDayAsync(Quick);
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
        await StartOnEnrolmentDayAsync(Quick);
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
        await StartOnEnrolmentDayAsync(Quick);
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
        await StartOnEnrolmentDayAsync(Patient);
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
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));
        Folder.Delete(recursive: true);
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 1);

        Folder.Create();
        Leave("ia.csv", Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        await MovedAsync("traites", "ia.csv");

        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 0);
    }

    /// <summary>Whoever has a file open goes on writing into it wherever it was moved.</summary>
    [Fact]
    public async Task A_line_that_comes_after_the_file_was_moved_is_taken_too()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await using var file = new StreamWriter(Path.Combine(Folder.FullName, "ia.csv"));
        await file.WriteAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        await file.FlushAsync();
        await MovedAsync("traites", "ia.csv");

        await file.WriteAsync("18;;;VALIDEE;O;10/07/2026\r\n");
        await file.FlushAsync();

        await Poll.UntilAsync(async () => await Etab.FeedbackAsync(18) == "1");
        Assert.Equal([(2, 1, 1), (1, 1, 0)], (await ListAsync("scolarix/retours")).Select(r => (Number(r!, "lignes"), Number(r!, "acceptees"), Number(r!, "inchangees"))));
        Assert.Equal("1", await Etab.FeedbackAsync(17));
        Assert.True(File.Exists(Path.Combine(Folder.FullName, "traites", "ia.csv")));
    }

    [Fact]
    public async Task A_rejected_file_that_becomes_readable_is_taken_and_goes_where_the_taken_ones_are()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));
        await using var file = new StreamWriter(Path.Combine(Folder.FullName, "ia.csv"));
        await file.WriteAsync("NUMERO_PARCOURSUP;STATUT");
        await file.FlushAsync();
        await MovedAsync("rejetes", "ia.csv");

        await file.WriteAsync(";PAYEE;DATE\r\n17;VALIDEE;O;10/07/2026\r\n");
        await file.FlushAsync();

        await MovedAsync("traites", "ia.csv");
        await Poll.UntilAsync(async () => await Etab.FeedbackAsync(17) == "1");
    }

    [Fact]
    public async Task A_writer_may_pause_for_as_long_as_the_settings_say()
    {
        await StartOnEnrolmentDayAsync(Patient);
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await using (var file = new StreamWriter(Path.Combine(Folder.FullName, "ia.csv")))
        {
            await file.WriteAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n");
            await file.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(6));
            await file.WriteAsync("18;;;VALIDEE;O;10/07/2026\r\n");
        }

        await MovedAsync("traites", "ia.csv");
        Assert.Equal(2, Number(Assert.Single(await ListAsync("scolarix/retours"))!, "acceptees"));
    }

    [Fact]
    public async Task A_name_in_capitals_is_taken()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));

        Leave("IA.CSV", Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        await MovedAsync("traites", "IA.CSV");

        await Poll.UntilAsync(async () => await Etab.FeedbackAsync(17) == "1");
    }

    [Fact]
    public async Task A_file_of_another_name_is_told_and_the_task_closes_when_it_is_gone()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));
        foreach (var name in new[] { "ia.txt", "autre.csv.tmp", "b.part", ".cache" }) Old(name);
        File.WriteAllText(Path.Combine(Folder.FullName, "recent.txt"), "");

        await Poll.UntilAsync(async () => (await TasksAsync()).Length > 0);

        var task = Assert.Single(await TasksAsync())["message"]!.GetValue<string>();
        Assert.Contains("« ia.txt »", task, StringComparison.Ordinal);
        Assert.Contains(".csv", task, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Folder.FullName, "ia.txt"), Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        File.Move(Path.Combine(Folder.FullName, "ia.txt"), Path.Combine(Folder.FullName, "ia.csv"));
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 0);
        await MovedAsync("traites", "ia.csv");

        // Whoever comes back is told again.
        Old("ia.txt");
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 1);
        await Gateway.StopAsync();
        File.Delete(Path.Combine(Folder.FullName, "ia.txt"));
        await Gateway.StartAsync();
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 0);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        Retour["dossier"] = Path.Combine(Folder.FullName, "absent");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(openGate: false));

        Assert.Contains("retour.dossier", refused.Message, StringComparison.Ordinal);
    }

    private void Old(string name)
    {
        var path = Path.Combine(Folder.FullName, name);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-10));
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

public sealed class RetourFolderTestsOnSqlite(PostgresServer postgres) : RetourFolderTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetourFolderTestsOnPostgres(PostgresServer postgres) : RetourFolderTests(postgres, DatabaseEngine.Postgres);
