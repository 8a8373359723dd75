using System.Data.Common;

namespace Parcoursup.Gateway.InstantaneScolarix;

/// <summary>A fresh database of the gateway, with the settings that lead it there.</summary>
internal interface IMeasuredStorage : IAsyncDisposable
{
    /// <summary>As environment variables.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>How another process opens it: a connection, not yet opened.</summary>
    string Connexion { get; }

    Task<DbConnection> OpenAsync();

    /// <summary>Puts the places into the migrated database, in the fastest way that it knows.</summary>
    Task FillAsync(DbConnection connection, IEnumerable<Place> places);
}
