namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>How a text that names people lies in its column.</summary>
public enum UsageTexte
{
    /// <summary>Read by whoever has the row: it never looks the same twice.</summary>
    Lu,

    /// <summary>Also searched and joined by: within an établissement equal texts look the same.</summary>
    Cherche,

    /// <summary>Statements ask whether it has changed: equal texts look the same.</summary>
    Compare,
}

/// <summary>The data key of an établissement, for its texts.</summary>
public interface ITextKey
{
    long Id { get; }
    string Etablissement { get; }
    string Seal(string plain, UsageTexte usage);

    /// <summary>A text that is only read, as bytes, for an engine that takes them in a column of text.</summary>
    byte[] SealRead(string plain);
}

/// <summary>Whose rows a question is about.</summary>
public interface ITextOwner
{
    /// <exception cref="InvalidOperationException">Neither the question nor its answer tells.</exception>
    bool Is(string etablissement);
}

public enum EtatTexte
{
    /// <summary>Nothing that is opened here.</summary>
    Clair,
    Ouvert,

    /// <summary>Its key is no more: the text is what there is to say of that; null where something is searched by it.</summary>
    Perdu,

    /// <summary>Its key is not held in memory.</summary>
    SansCle,
}

public readonly record struct TexteOuvert(EtatTexte Etat, string? Texte);

/// <summary>
/// Seals the texts that name people, and opens them as rows are read, whoever reads them (rule J5): storage knows where, security how.
/// </summary>
public interface ITextSeal
{
    /// <summary>
    /// Whether a statement reads a table that holds such texts. In every other one what looks sealed was written by somebody who wants
    /// whoever reads the row to fail: it is shown as it is.
    /// </summary>
    bool Concerns(string sql);

    /// <exception cref="ContenuFermeException">It is another établissement's, or was changed.</exception>
    TexteOuvert Open(WriteSession? session, string value, ITextOwner owner);

    /// <inheritdoc cref="Open(WriteSession?,string,ITextOwner)"/>
    /// <remarks>For a text that lies in its column as bytes.</remarks>
    TexteOuvert Open(WriteSession? session, byte[] value, ITextOwner owner);

    /// <summary>Reads the key of a value whose key was not held; it is known afterwards whether there is one.</summary>
    ValueTask LoadAsync(string value, CancellationToken ct);

    /// <summary>Reads all keys.</summary>
    ValueTask LoadAsync(CancellationToken ct);

    /// <summary>Null where nothing is sealed.</summary>
    /// <param name="session">The caller's transaction, where there is one: on SQLite nobody else may write meanwhile.</param>
    /// <param name="always">Seals all the same.</param>
    ValueTask<ITextKey?> KeyAsync(WriteSession? session, string etablissement, bool always, CancellationToken ct);

    /// <summary>Null where there is none.</summary>
    ValueTask<ITextKey?> FindAsync(WriteSession? session, string etablissement, CancellationToken ct);
}
