using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Cli;

/// <summary>The fresh database of a replay: which one is meant, whether it is empty, and the services that work in it.</summary>
/// <param name="texte">A SQLite file, or a connection string of PostgreSQL.</param>
internal sealed class RejeuBase(string texte)
{
    private const string Vide =
        "le rejeu écrit une base neuve. Indiquer un fichier qui n'existe pas encore, ou une base PostgreSQL sans aucune table.";

    private readonly bool _postgres = texte.Contains('=', StringComparison.Ordinal);

    /// <summary>Why it cannot be taken, in French; null when it can.</summary>
    public async Task<string?> RefusAsync(StorageOptions storage, CancellationToken ct)
    {
        if (!_postgres)
        {
            var file = new FileInfo(texte);
            return file is { Exists: true, Length: > 0 } ? $"--vers : « {file.FullName} » n'est pas vide : {Vide}"
                : !Directory.Exists(texte) && file.Directory is { Exists: true } ? null
                : $"--vers : « {texte} » n'est pas un fichier d'un dossier existant.";
        }

        if (PostgresDatabase.ErrorsOf(texte) is { Count: > 0 } errors) return "--vers : " + string.Join(" ", errors);
        if (new NpgsqlConnectionStringBuilder(texte).Password is { Length: > 0 })
            return "--vers : un mot de passe sur la ligne de commande est lu par tous les utilisateurs de la machine. Retirer Password de "
                + "la chaîne, et le donner dans un fichier .pgpass (« Passfile=… », ou la variable PGPASSFILE) ou dans la variable "
                + "PGPASSWORD.";
        if (!storage.EnClair && PostgresTls.ClearHost(texte) is { } host)
            return $"--vers : « {host} » est une autre machine, et la liaison n'est pas chiffrée et vérifiée (SSL Mode=VerifyFull).";
        await using var connection = new NpgsqlConnection(texte);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()", connection);
        return await command.ExecuteScalarAsync(ct) is 0L ? null
            : $"--vers : la base « {PostgresDatabase.PlaceOf(texte)} » n'est pas vide : {Vide}";
    }

    /// <summary>A gateway of its own on this database, of which no hosted service is ever started: nothing of it leaves.</summary>
    public async Task<WebApplication> OpenAsync(IServiceProvider present, ReplaySource source, CancellationToken ct)
    {
        var builder = CommandHost.CreateBuilder(new CommandSettings(null, false, null));
        // Beside a base of PostgreSQL stands what stands beside the present one.
        var file = _postgres ? present.GetRequiredService<StorageOptions>().Chemin : texte;
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Setting(nameof(StorageOptions.Type))] = (_postgres ? StorageType.PostgreSql : StorageType.Sqlite).ToString(),
            [Setting(nameof(StorageOptions.Chemin))] = Path.GetFullPath(file),
            [Setting(nameof(StorageOptions.Connexion))] = _postgres ? texte : null,
            // All documents of the past are saved once more, and are nobody's sends of a day.
            [$"{VolumeOptions.Section}:{nameof(VolumeOptions.MebioctetsParJour)}"] = "1000000",
        });
        builder.Compose([.. present.GetServices<IModule>()]);
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddSingleton(SqliteCache.Disposable);
        // What one database has sealed the other one opens.
        builder.Services.AddSingleton(present.GetRequiredService<MasterKey>());
        builder.Services.AddReplay(source);
        var app = builder.Build();
        var services = app.Services;
        var database = services.GetRequiredService<Database>();
        database.TextsOf = services.GetRequiredService<ITextSeal>;
        await services.GetRequiredService<Migrator>().MigrateAsync(ct);
        var copy = new RowCopy(source.Reading, database);
        foreach (var (table, where) in ReplayRegistration.Secrets)
        {
            // A new database may have been given some of its own by its migrations.
            await database.ExecuteAsync($"DELETE FROM {table} WHERE {where}", null, ct);
            await copy.CopyAsync(table, where, null, ct);
        }

        await services.GetRequiredService<MasterKeyBook>().OpenAsync(ct);
        await services.GetRequiredService<Empreintes>().ChargerAsync(ct);
        await services.GetRequiredService<ConfigurationDirectory>().RefreshAsync(ct);
        return app;
    }

    private static string Setting(string name) => $"{StorageOptions.Section}:{name}";
}
