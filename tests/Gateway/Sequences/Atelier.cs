using System.Globalization;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>A database with its nodes and their clock, where one sequence is tried after the other.</summary>
internal sealed class Atelier : IAsyncDisposable
{
    // A tenth of them is replayed from its journal at the end (ADR 0019): each replay makes a database of its own.
    private static readonly int UneSur = int.TryParse(
        Environment.GetEnvironmentVariable("GATEWAY_MODELE_REJEU"), CultureInfo.InvariantCulture, out var step) ? step : 10;

    private readonly TestStorage _storage;
    private readonly HorlogeMachine _machine = new();
    private readonly List<Noeud> _noeuds = [];
    private int _runs;
    private bool _rejouer;

    private Atelier(TestStorage storage) => _storage = storage;

    public static async Task<Atelier> CreerAsync(PostgresServer postgres, DatabaseEngine engine)
    {
        var atelier = new Atelier(await TestStorage.CreateAsync(postgres, engine));
        for (var i = 0; i < (engine == DatabaseEngine.Postgres ? 2 : 1); i++)
            atelier._noeuds.Add(await Noeud.CreerAsync(atelier._storage, atelier._machine, i));
        return atelier;
    }

    /// <summary>Null when the gateway does what the model wants; else what differs, with the fewest steps that still show it.</summary>
    public async Task<string?> EssayerAsync(int seed)
    {
        _rejouer = seed % UneSur == 0;
        var sequence = new Generateur(seed).Sequence();
        if (await JugerAsync(sequence) is not { } ecart) return null;
        var (shortest, still) = await Reduction.ReduireAsync(sequence, ecart, JugerAsync);
        return string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {still}\n") + string.Join('\n', shortest.Select(o => "    " + o));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var noeud in _noeuds) await noeud.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private Task<string?> JugerAsync(IReadOnlyList<Operation> sequence) =>
        Deroulement.JugerAsync(_noeuds, _machine, string.Create(CultureInfo.InvariantCulture, $"modele-{++_runs}"), sequence, _rejouer);
}
