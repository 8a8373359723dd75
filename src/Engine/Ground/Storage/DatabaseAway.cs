using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// The database does not answer, or gave a statement up for somebody else's sake (a restart, connections that are cut, a file that
/// another process holds): no message, no delivery and no caller is to blame, and the same again will do.
/// </summary>
public static class DatabaseAway
{
    /// <summary>What is said to whoever waits for an answer: it may have been cut off after the work was done.</summary>
    public const string Message =
        "La base de données de la passerelle ne répond pas : ce qui a été demandé n'a peut-être pas été enregistré. "
        + "Recommencer dans quelques instants.";

    /// <summary>After how many seconds a caller may try again.</summary>
    public const string RetryAfterSeconds = "10";

    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const string IdleSession = "57P05";
    private const string IdleTransaction = "25P03";

    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        DatabaseSilentException => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } or DbException { IsTransient: true } => true,
        // What a server says to those whom it cuts off; the library takes it for good.
        PostgresException
        {
            SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or IdleSession or IdleTransaction,
        } => true,
        AggregateException many => many.InnerExceptions.Any(Is),
        _ => Is(failure.InnerException),
    };
}

/// <summary>The database gave no answer for as long as somebody would wait for it.</summary>
internal sealed class DatabaseSilentException(TimeoutException failure) : Exception("The database gave no answer in time.", failure);
