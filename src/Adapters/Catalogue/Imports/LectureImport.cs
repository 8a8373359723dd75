using System.Numerics;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>A line that was left out, or is doubtful.</summary>
internal sealed record LigneRefusee(int ligne, string? cle, string champ, string motif);

/// <inheritdoc cref="LigneRefusee"/>
internal sealed record LigneAvertie(int ligne, string? cle, string motif);

/// <summary>
/// One reading of a file into staged lines. A bad line is named and left out; the formation it speaks of keeps what it had. Two lines of
/// one key that differ are both left out: which of them is right must not depend on their order.
/// </summary>
internal sealed class LectureImport(ImportBook book, long import, bool reprise)
{
    private const int Lot = 2000;
    private const int MostWarnings = 1000;

    private readonly AnalyseLigne _analyse = new(reprise);
    private readonly LecteurFlux _lecteur = new();
    private readonly Dictionary<string, Vue> _vues = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doubles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _illisibles = new(StringComparer.Ordinal);
    private readonly List<LigneLue> _attente = new(Lot);

    public int Lignes { get; private set; }
    public int Acceptees { get; private set; }
    public List<LigneRefusee> Refusees { get; } = [];
    public List<LigneAvertie> Avertissements { get; } = [];

    /// <summary>The columns of a takeover that the file has.</summary>
    public string? Reprise => reprise ? string.Join(',', Colonne.Reprise.Where(_lecteur.Vues.Contains)) : null;

    public async Task LireAsync(WriteSession session, Stream fichier, CancellationToken ct)
    {
        await foreach (var line in _lecteur.LireAsync(fichier, ct))
        {
            Lignes++;
            Take(line);
            if (_attente.Count == Lot) await StageAsync(session, ct);
        }

        await StageAsync(session, ct);
        foreach (var chunk in _doubles.Chunk(500)) await book.UnreadableAsync(session, import, chunk, ct);
        _attente.AddRange(_illisibles.Where(k => !_vues.ContainsKey(k)).Select(k => new LigneLue { Cle = k, Lisible = false }));
        await StageAsync(session, ct);
        if (_lecteur.Inconnues.Count > 0)
            Avertissements.Add(new(1, null, $"Colonnes inconnues, ignorées : {string.Join(", ", _lecteur.Inconnues.Order())}."));
        if (!reprise && Colonne.Reprise.Where(_lecteur.Vues.Contains).ToList() is { Count: > 0 } ignored)
            Avertissements.Add(new(1, null, $"Colonnes de statut ignorées sans --reprise : {string.Join(", ", ignored)}."));
    }

    /// <summary>What the guard compares: lines that were accepted only.</summary>
    public MesureImport Mesure()
    {
        var good = _vues.Where(v => !_doubles.Contains(v.Key)).Select(v => v.Value).ToList();
        var filled = new int[Colonne.Flux.Count];
        foreach (var seen in good)
            for (var bits = seen.Remplies; bits != 0; bits &= bits - 1)
                filled[BitOperations.TrailingZeroCount(bits)]++;
        return new(good.Count, good.Count(v => v.Publiee), Colonne.Flux.Index().ToDictionary(c => c.Item.Nom, c => filled[c.Index]));
    }

    private void Take(LigneFlux line)
    {
        var (read, (field, reason)) = _analyse.Lire(line);
        var key = line.Valeurs[0].Texte;
        if (read is null)
        {
            Refusees.Add(new(line.Numero, key, field, reason));
            if (key is not null && line.Defaut is null) _illisibles.Add(key);
            return;
        }

        var content = HashCode.Combine(read.Donnees, read.Statut, read.ParcoursupId, read.Historique, read.Erreur);
        if (!_vues.TryGetValue(read.Cle, out var first))
        {
            _vues[read.Cle] = new(line.Numero, content, read.Publiee, read.Remplies);
            _attente.Add(read);
            Acceptees++;
        }
        else if (first.Contenu == content && !_doubles.Contains(read.Cle))
        {
            if (Avertissements.Count < MostWarnings)
                Avertissements.Add(new(line.Numero, key, $"Répète la ligne {first.Ligne} : comptée une fois."));
        }
        else
        {
            if (_doubles.Add(read.Cle))
            {
                Acceptees--;
                Refusees.Add(new(first.Ligne, key, Colonne.Cle, $"La clé est aussi celle de la ligne {line.Numero}, qui dit autre chose."));
            }

            Refusees.Add(new(line.Numero, key, Colonne.Cle, $"La clé est déjà celle de la ligne {first.Ligne}, qui dit autre chose."));
        }
    }

    private async Task StageAsync(WriteSession session, CancellationToken ct)
    {
        await book.StageAsync(session, import, _attente, ct);
        _attente.Clear();
    }

    private readonly record struct Vue(int Ligne, int Contenu, bool Publiee, ulong Remplies);
}
