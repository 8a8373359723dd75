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

    public static async Task<PostgresPrive> StartAsync(CancellationToken cancellationToken)
    {
        var postgres = new PostgresPrive();
        var dossier = postgres._dossier.FullName;
        if (Environment.UserName == "root") await Outil.LancerAsync("chown", [Compte, dossier], null, cancellationToken);
        await Outil.LancerAsync(Outil.Trouver("initdb", Paquet),
            ["-D", postgres.Donnees, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"], Compte, cancellationToken);
        await Outil.LancerAsync(Outil.Trouver("pg_ctl", Paquet),
            [
                "start", "-w", "-D", postgres.Donnees, "-l", Path.Combine(dossier, "journal"),
                "-o", $"-k {dossier} -c listen_addresses= -c max_connections=400",
            ], Compte, cancellationToken);
        return postgres;
    }

    public async ValueTask DisposeAsync()
    {
        await Outil.LancerAsync(
            Outil.Trouver("pg_ctl", Paquet), ["stop", "-D", Donnees, "-m", "immediate"], Compte, CancellationToken.None);
        _dossier.Delete(recursive: true);
    }
}
