using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Fichiers;

/// <summary>The folder of the lots is written into by the import's job, who may be hostile (rule J2).</summary>
public abstract class LotPiegesTests(PostgresServer postgres, DatabaseEngine engine) : FichiersTest(postgres, engine)
{
    private const string Secret = "cle-maitresse-en-base64";

    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("lots-ailleurs-");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(SecretFile, Secret);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _elsewhere.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private string SecretFile => Path.Combine(_elsewhere.FullName, "cle");

    [Theory]
    [InlineData("lien")]
    [InlineData("autre contenu")]
    public async Task What_lies_there_instead_of_a_lot_is_not_downloaded(string instead)
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        var file = PathOf("opi_univ-alpes_2026_000001.csv");
        File.Delete(file);
        if (instead == "lien") File.CreateSymbolicLink(file, SecretFile);
        else await File.WriteAllTextAsync(file, Secret);

        var (status, text) = await AskAsync(HttpMethod.Get, "fichiers/1/habituel");

        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_not_written_through_a_link_that_waits_under_its_name()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        foreach (var suffix in new[] { ".csv.tmp", ".csv", "_defavorables.csv.tmp", ".json.tmp", ".json" })
            File.CreateSymbolicLink(PathOf("opi_univ-alpes_2026_000001" + suffix), SecretFile);

        await GenerateAsync();

        Assert.Equal(Secret, await File.ReadAllTextAsync(SecretFile));
        Assert.Equal("17:L1DROI=F", await UsualAsync(1));
        Assert.All(Directory.GetFiles(Folder), f => Assert.Null(new FileInfo(f).LinkTarget));
    }

    [Fact]
    public async Task A_confirmation_that_is_a_link_confirms_nothing_and_says_so()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await GenerateAsync();
        await File.WriteAllTextAsync(SecretFile, "opi_univ-alpes_2026_000001.json");
        File.CreateSymbolicLink(ManifestOf(1) + ".ok", SecretFile);

        await Poll.UntilAsync(async () => (await LotAsync(1))["message"] is not null);

        var lot = await LotAsync(1);
        Assert.Equal("Publie", lot["etat"]!.GetValue<string>());
        Assert.Contains("fichier ordinaire", lot["message"]!.GetValue<string>(), StringComparison.Ordinal);
        File.Delete(ManifestOf(1) + ".ok");
        await File.WriteAllTextAsync(ManifestOf(1) + ".ok", "opi_univ-alpes_2026_000001.json");
        await Poll.UntilAsync(async () => await StateAsync(1) == "Confirme");
    }

    private string PathOf(string nom) => Path.Combine(Folder, nom);
}

public sealed class LotPiegesTestsOnSqlite(PostgresServer postgres) : LotPiegesTests(postgres, DatabaseEngine.Sqlite);

public sealed class LotPiegesTestsOnPostgres(PostgresServer postgres) : LotPiegesTests(postgres, DatabaseEngine.Postgres);
