using System.Runtime.CompilerServices;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// The one reader of files that people make with a spreadsheet (rule K4), as a stream: by labels, never by position; a broken line is
/// told and the others go on; a file that nobody could read rightly is refused.
/// </summary>
public static class LecteurTableur
{
    /// <summary>A whole file.</summary>
    public static IEnumerable<ElementTableur> Read(ReadOnlyMemory<byte> fichier, OptionsTableur options)
    {
        // Nothing waits: all of it is in memory.
        var stream = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(fichier, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(fichier.ToArray());
        return ReadAsync(stream, SondeTableur.Of(fichier.Span), options).ToBlockingEnumerable();
    }

    /// <param name="fichier">The file's bytes; left open.</param>
    /// <param name="nature">What they are.</param>
    /// <param name="options">What was agreed on.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<ElementTableur> ReadAsync(
        Stream fichier, NatureTableur nature, OptionsTableur options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fichier);
        ArgumentNullException.ThrowIfNull(options);
        if (nature.Refus is { } refus)
        {
            yield return new RefusTableur(refus);
            yield break;
        }

        if (nature.Format == FormatTableur.Classeur)
        {
            await foreach (var element in LecteurClasseur.ReadAsync(fichier, options, cancellationToken)) yield return element;
            yield break;
        }

        var text = new LecteurTexte(new LignesTexte(fichier, nature, options.Codage), options);
        await foreach (var element in text.ReadAsync(cancellationToken)) yield return element;
    }
}
