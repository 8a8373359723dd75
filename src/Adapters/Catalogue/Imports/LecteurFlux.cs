using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>Reads a feed line by line: CSV with semicolons, or a JSON object per line. By names, never by position.</summary>
internal sealed class LecteurFlux
{
    private const int PlusLongueLigne = 4 * 1024 * 1024;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The columns that were seen, known ones only.</summary>
    public HashSet<string> Vues { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns that nobody knows here.</summary>
    public HashSet<string> Inconnues { get; } = new(StringComparer.Ordinal);

    /// <exception cref="FluxIllisibleException">The file cannot be read at all.</exception>
    public async IAsyncEnumerable<LigneFlux> LireAsync(Stream fichier, [EnumeratorCancellation] CancellationToken ct)
    {
        var lines = await EstJsonAsync(fichier, ct) ? LireJsonAsync(fichier, ct) : LireCsvAsync(fichier, ct);
        await foreach (var line in lines.WithCancellation(ct)) yield return line;
    }

    private async IAsyncEnumerable<LigneFlux> LireJsonAsync(Stream fichier, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = new StreamReader(fichier, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var number = 0;
        while (await reader.ReadLineAsync(ct) is { } text)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text)) yield return Objet(number, text);
        }
    }

    private LigneFlux Objet(int number, string text)
    {
        if (text.Length > PlusLongueLigne) return Defaut(number, $"La ligne a {text.Length} caractères : {PlusLongueLigne} au plus.");
        if (text.Contains('\uFFFD', StringComparison.Ordinal)) return Defaut(number, "La ligne n'est pas en UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Defaut(number, "Une ligne est un objet JSON { … }.");
            var values = new ValeurFlux[LigneFlux.Colonnes.Count];
            foreach (var property in document.RootElement.EnumerateObject())
                if (Place(property.Name) is { } place)
                    values[place] = new ValeurFlux(property.Value.Clone());
            return new(number, values, null);
        }
        catch (JsonException wrong)
        {
            return Defaut(number, string.Create(CultureInfo.InvariantCulture,
                $"Ce n'est pas un objet JSON (colonne {wrong.BytePositionInLine + 1}) : ligne tronquée ?"));
        }
    }

    private async IAsyncEnumerable<LigneFlux> LireCsvAsync(Stream fichier, [EnumeratorCancellation] CancellationToken ct)
    {
        var probe = new SondeTableur();
        var buffer = new byte[1 << 16];
        for (int read; (read = await fichier.ReadAsync(buffer, ct)) > 0;) probe.Look(buffer.AsSpan(0, read));
        fichier.Position = 0;
        int?[] places = [];
        await foreach (var element in LecteurTableur.ReadAsync(fichier, probe.Settle(), new OptionsTableur { Separateur = ';' }, ct))
            switch (element)
            {
                case RefusTableur refusal: throw new FluxIllisibleException(refusal.Message);
                case EnteteTableur header: places = Entete(header); break;
                case LigneTableur line: yield return Cellules(line, places); break;
            }
    }

    private int?[] Entete(EnteteTableur header)
    {
        var labels = header.Libelles.Select(l => l.Trim()).ToList();
        if (!labels.Contains(Colonne.Cle))
            throw new FluxIllisibleException($"L'en-tête n'a pas la colonne {Colonne.Cle} : {Cite.De(string.Join(';', labels))}. "
                + "Le séparateur est le point-virgule.");
        if (labels.GroupBy(l => l).FirstOrDefault(g => g.Count() > 1 && LigneFlux.Places.ContainsKey(g.Key)) is { } twice)
            throw new FluxIllisibleException($"La colonne {twice.Key} est donnée deux fois.");
        return [.. labels.Select(Place)];
    }

    private static LigneFlux Cellules(LigneTableur line, int?[] places)
    {
        var values = new ValeurFlux[LigneFlux.Colonnes.Count];
        for (var i = 0; i < line.Champs.Count && i < places.Length; i++)
            if (places[i] is { } place)
                values[place] = new ValeurFlux(line.Champs[i]);
        return new(line.Ligne, values, line.Defaut is { } defect ? (defect.Colonne ?? "", defect.Message) : null);
    }

    private int? Place(string name)
    {
        if (LigneFlux.Places.TryGetValue(name, out var place))
        {
            Vues.Add(name);
            return place;
        }

        if (name.Length > 0 && Inconnues.Count < 50) Inconnues.Add(name);
        return null;
    }

    private static LigneFlux Defaut(int number, string reason) => new(number, new ValeurFlux[LigneFlux.Colonnes.Count], ("", reason));

    // The first character that is not blank.
    private static async Task<bool> EstJsonAsync(Stream fichier, CancellationToken ct)
    {
        var head = new byte[4096];
        var read = await fichier.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        fichier.Position = 0;
        var text = head.AsMemory(0, read);
        if (text.Span.StartsWith("\uFEFF"u8)) text = text[3..];
        return text.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }
}
