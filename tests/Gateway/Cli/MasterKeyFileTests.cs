using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Cli;

/// <summary>Where the master key may lie: beside the database only for a trial on one's own machine.</summary>
public sealed class MasterKeyFileTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = TestFolder.Create("cle-");
    private TestStorage _storage = null!;

    private string KeyFile => Path.Combine(_folder.FullName, "cle-maitresse");

    public async ValueTask InitializeAsync() => _storage = await TestStorage.CreateEmptyAsync(postgres, DatabaseEngine.Sqlite);

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_key_is_made_in_a_file_that_its_owner_alone_reads_and_never_twice()
    {
        var (code, output, _) = await CreateAsync();
        Assert.True(code == 0, output);
        Assert.Equal(32, Convert.FromBase64String(await File.ReadAllTextAsync(KeyFile)).Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        var key = await File.ReadAllTextAsync(KeyFile);
        Assert.DoesNotContain(key, output, StringComparison.Ordinal);

        var again = await CreateAsync();

        Assert.Equal(2, again.Code);
        Assert.Contains("existe : une clé n'est jamais remplacée", again.Error, StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(KeyFile));
    }

    [Fact]
    public async Task It_serves_behind_a_proxy_with_a_key_file_and_not_with_the_key_among_the_data()
    {
        (string, string)[] behind = [("Adresses__Mandataires", "127.0.0.1"), ("Adresses__Publique", "https://passerelle.univ.fr")];
        var (code, _, error) = await GatewayProcess.RunAsync(Settings(behind));
        Assert.Equal(2, code);
        Assert.Contains("Securite:FichierCleMaitresse : hors d'un essai sur cette machine", error, StringComparison.Ordinal);

        await CreateAsync();
        await using (var served = await ServedProcess.StartAsync(Settings([.. behind, ("Securite__FichierCleMaitresse", KeyFile)])))
            Assert.Contains("à l'écoute", served.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(_storage.SqliteFile)!, "cle-maitresse")));
    }

    [Fact]
    public async Task A_key_file_that_is_missing_among_the_data_open_to_others_or_no_key_is_named_with_what_to_do()
    {
        await RefusedAsync(KeyFile, "n'existe pas ; le créer avec");
        await CreateAsync();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            await RefusedAsync(KeyFile, "peut être lu ou écrit par d'autres : chmod 600");
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var among = Path.Combine(Path.GetDirectoryName(_storage.SqliteFile)!, "ma-cle");
        File.Copy(KeyFile, among);
        await RefusedAsync(among, "est dans le dossier des données");
        await File.WriteAllTextAsync(KeyFile, "pas une clé");
        await RefusedAsync(KeyFile, "doit être 32 octets en base64");
    }

    private async Task RefusedAsync(string file, string sentence)
    {
        var (code, _, error) = await GatewayProcess.RunAsync(Settings([("Securite__FichierCleMaitresse", file)]));
        Assert.Equal(2, code);
        Assert.Contains("Securite:FichierCleMaitresse : ", error, StringComparison.Ordinal);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> CreateAsync() => GatewayProcess.RunAsync(Settings([]), "securite", "creer-cle", KeyFile);

    private Dictionary<string, string> Settings(IReadOnlyList<(string Name, string Value)> more)
    {
        var settings = GatewayProcess.Environment(_storage);
        settings["Urls"] = "http://127.0.0.1:0";
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }
}
