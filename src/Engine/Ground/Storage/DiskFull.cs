using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// A disk without room is nobody's fault but the machine's: no message, no delivery and no caller is to blame, and everything goes
/// on as soon as somebody makes room.
/// </summary>
public static class DiskFull
{
    /// <summary>What is said wherever something cannot be kept.</summary>
    public const string Message =
        "Il n'y a plus de place sur le disque de la passerelle : rien n'a été enregistré. Libérer de la place, puis recommencer.";

    /// <summary>After how many seconds a caller may try again.</summary>
    public const string RetryAfterSeconds = "60";

    private const int SqliteFull = 13;
    private const int SqliteSharedMemory = 4874;
    private const int NoSpace = 28;
    private const int Quota = 122;

    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SqliteFull } or SqliteException { SqliteExtendedErrorCode: SqliteSharedMemory } => true,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
        IOException { HResult: NoSpace or Quota } => true,
        AggregateException many => many.InnerExceptions.Any(Is),
        _ => Is(failure.InnerException),
    };
}
