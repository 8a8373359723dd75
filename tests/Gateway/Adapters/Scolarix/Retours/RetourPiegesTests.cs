using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Retours;

/// <summary>Whoever may write into a return folder reads nothing with it, writes nothing elsewhere and holds nobody up (rule J2).</summary>
public abstract class RetourPiegesTests(PostgresServer postgres, DatabaseEngine engine) : RetourTest(postgres, engine)
{
    private const string Quick = "--Scolarix:Retour:SilenceSecondes=2";
    private const string Secret = "cle-maitresse-en-base64";

    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("retour-ailleurs-");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Retour["dossier"] = Folder.FullName;
        await File.WriteAllTextAsync(SecretFile, Secret + ";" + Secret);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _elsewhere.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private string SecretFile => Path.Combine(_elsewhere.FullName, "cle");

    [Fact]
    public async Task A_link_to_a_file_of_the_machine_is_told_and_its_content_stands_nowhere()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));
        File.CreateSymbolicLink(PathOf("cle.csv"), SecretFile);
        File.CreateSymbolicLink(PathOf("environ.csv"), "/proc/self/environ");
        using (var link = System.Diagnostics.Process.Start("ln", [SecretFile, PathOf("second.csv")])) await link.WaitForExitAsync();
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", PathOf("tube.csv"))) await pipe.WaitForExitAsync();
        Leave("z.csv", "17;;;VALIDEE;O;10/07/2026\r\n");

        // Behind them all, a file as it should be.
        await MovedAsync("traites", "z.csv");
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 4);

        Assert.All(await TasksAsync(), t => Assert.Contains("sans être lu", t["message"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, (await ListAsync("taches")).ToJsonString(), StringComparison.Ordinal);
        Assert.Single(await ListAsync("scolarix/retours"));
        Assert.Empty(await Gateway.QueryAsync<long>("SELECT id FROM message_entrant WHERE canal = 'RetourScolarix' AND compte <> '1'"));
        foreach (var nom in new[] { "cle.csv", "environ.csv", "second.csv", "tube.csv" }) File.Delete(PathOf(nom));
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 0);
    }

    [Fact]
    public async Task A_header_that_is_not_recognised_is_not_repeated()
    {
        await StartOnEnrolmentDayAsync();

        var (_, body) = await HandInAsync(Secret + ";" + Secret + "\r\n1;2\r\n");

        Assert.DoesNotContain(Secret, body.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("aucune n'est reconnue", body.ToJsonString(JsonText), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_taken_is_not_moved_into_the_folder_of_another_établissement()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));
        var victim = _elsewhere.CreateSubdirectory("retour-d-une-autre");
        Directory.CreateSymbolicLink(PathOf("traites"), victim.FullName);
        Leave("ia.csv", "17;;;VALIDEE;O;10/07/2026\r\n");

        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 1);

        Assert.Empty(victim.GetFileSystemInfos());
        File.Delete(PathOf("traites"));
        await MovedAsync("traites", "ia.csv");
    }

    [Fact]
    public async Task A_folder_that_becomes_a_link_is_told_and_what_it_leads_to_is_not_taken()
    {
        await StartOnEnrolmentDayAsync(Quick);
        await PushAndRestAsync(Voeu(17));
        var victim = _elsewhere.CreateSubdirectory("retour-d-une-autre");
        await File.WriteAllTextAsync(Path.Combine(victim.FullName, "ia.csv"), Header + "17;;;VALIDEE;O;10/07/2026\r\n");
        Folder.Delete();
        Directory.CreateSymbolicLink(Folder.FullName, victim.FullName);

        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 1);

        Assert.Contains("lien symbolique", Assert.Single(await TasksAsync())["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("ia.csv", Assert.Single(victim.GetFileSystemInfos()).Name);
        File.Delete(Folder.FullName);
        Folder.Create();
        await Poll.UntilAsync(async () => (await TasksAsync()).Length == 0);
    }

    [Fact]
    public async Task A_folder_outside_of_the_roots_is_refused()
    {
        Retour["dossier"] = "/etc";

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(openGate: false));

        Assert.Contains("Dossiers:Racines", refused.Message, StringComparison.Ordinal);
    }

    private static System.Text.Json.JsonSerializerOptions JsonText { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string PathOf(string nom) => Path.Combine(Folder.FullName, nom);

    private void Leave(string nom, string lines) => File.WriteAllText(PathOf(nom), Header + lines);

    private Task MovedAsync(string subfolder, string nom) =>
        Poll.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(Folder.FullName, subfolder, nom))));
}

public sealed class RetourPiegesTestsOnSqlite(PostgresServer postgres) : RetourPiegesTests(postgres, DatabaseEngine.Sqlite);

public sealed class RetourPiegesTestsOnPostgres(PostgresServer postgres) : RetourPiegesTests(postgres, DatabaseEngine.Postgres);
