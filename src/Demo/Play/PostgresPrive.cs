namespace Parcoursup.Gateway.Demo.Play;

/// <summary>A PostgreSQL of one run of the demo: on a socket of its own folder, on no network address, gone at the end.</summary>
internal sealed class PostgresPrive : IAsyncDisposable
{
    private const string Paquet = "postgresql";
    private const string Compte = "postgres";

    // Beside the demo's own, which is its user's alone; and short, since the path of a socket may not be long.
    private readonly DirectoryInfo _dossier = Directory.CreateTempSubdirectory("parcoursup-pg-");

    public string Connexion => $"Host={_dossier.FullName};Username=postgres;Database=postgres;Timeout=300";

    private string Donnees => Path.Combine(_dossier.FullName, "donnees");

    private static string Initdb => Outil.Trouver("initdb", Paquet);

    private static string PgCtl => Outil.Trouver("pg_ctl", Paquet);

    /// <exception cref="DemoException">Something that it needs is not there.</exception>
    public static void Verifier() => _ = (Initdb, PgCtl);

    public static async Task<PostgresPrive> StartAsync(CancellationToken cancellationToken)
    {
        Verifier();
        var postgres = new PostgresPrive();
        try
        {
            await postgres.DemarrerAsync(cancellationToken);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A start that failed may have left no server.
        if (File.Exists(Path.Combine(Donnees, "postmaster.pid")))
            await Outil.LancerAsync(PgCtl, ["stop", "-D", Donnees, "-m", "immediate"], Compte, CancellationToken.None);
        _dossier.Delete(recursive: true);
    }

    private async Task DemarrerAsync(CancellationToken cancellationToken)
    {
        var dossier = _dossier.FullName;
        if (Environment.UserName == "root") await Outil.LancerAsync("chown", [Compte, dossier], null, cancellationToken);
        await Outil.LancerAsync(
            Initdb, ["-D", Donnees, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"], Compte, cancellationToken);
        await Outil.LancerAsync(PgCtl,
            [
                "start", "-w", "-D", Donnees, "-l", Path.Combine(dossier, "journal"),
                "-o", $"-k {dossier} -c listen_addresses= -c max_connections=400",
            ], Compte, cancellationToken);
    }
}
