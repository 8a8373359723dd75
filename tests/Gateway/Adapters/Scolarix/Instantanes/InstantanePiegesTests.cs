using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;

/// <summary>The folder of the snapshots is read, and written into, by Scolarix's side, who may be hostile (rule J2).</summary>
public abstract class InstantanePiegesTests(PostgresServer postgres, DatabaseEngine engine) : ScolarixTest(postgres, engine)
{
    private const string Secret = "cle-maitresse-en-base64";

    [Fact]
    public async Task A_snapshot_in_whose_place_a_link_lies_is_not_downloaded_and_the_next_one_is_written_beside_it()
    {
        var elsewhere = Directory.CreateTempSubdirectory("instantane-ailleurs-");
        try
        {
            var secret = Path.Combine(elsewhere.FullName, "cle");
            await File.WriteAllTextAsync(secret, Secret);
            await StartPublishedAsync();
            await AdmitAsync(17);
            await SnapshotAsync();
            File.Delete(FileOf(1));
            File.CreateSymbolicLink(FileOf(1), secret);
            File.CreateSymbolicLink(FileOf(2) + ".tmp", secret);

            var (status, text) = await AskAsync(HttpMethod.Get, "scolarix/instantanes/1/fichier");
            await AdmitAsync(18);
            await SnapshotAsync();

            Assert.Equal(HttpStatusCode.Gone, status);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.Equal("17 18", await NumbersAsync(2));
            Assert.Equal(Secret, await File.ReadAllTextAsync(secret));
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }
}

public sealed class InstantanePiegesTestsOnSqlite(PostgresServer postgres) : InstantanePiegesTests(postgres, DatabaseEngine.Sqlite);

public sealed class InstantanePiegesTestsOnPostgres(PostgresServer postgres) : InstantanePiegesTests(postgres, DatabaseEngine.Postgres);
