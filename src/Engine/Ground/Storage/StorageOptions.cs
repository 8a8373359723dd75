namespace Parcoursup.Gateway.Engine.Ground.Storage;

public enum StorageType
{
    Sqlite,
    PostgreSql,
}

/// <summary>Section <c>Stockage</c> of the settings.</summary>
public sealed record StorageOptions
{
    public const string Section = "Stockage";

    public StorageType Type { get; init; } = StorageType.Sqlite;

    /// <summary>SQLite file; Quartz's own file and the master key stand beside it.</summary>
    public string Chemin { get; init; } = "data/gateway.db";

    /// <summary>PostgreSQL connection string.</summary>
    public string? Connexion { get; init; }

    /// <summary>The operator says that a database on another machine may be reached without verified TLS.</summary>
    public bool EnClair { get; init; }

    /// <summary>Folder of the files that stand beside the database.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(Chemin))!;
}
