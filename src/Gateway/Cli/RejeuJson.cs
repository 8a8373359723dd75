using System.Text.Json;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// What a replay has shown, as one JSON object: the differences as they are found, however many, and behind them what was compared.
/// </summary>
internal sealed class RejeuJson(Stream output) : IAsyncDisposable
{
    private const int Held = 64 * 1024;

    private readonly Utf8JsonWriter _writer = new(output, new JsonWriterOptions { Encoder = CommandOutput.Options.Encoder });
    private bool _begun;

    public async Task TellAsync(Ecart ecart, CancellationToken ct)
    {
        Begin();
        JsonSerializer.Serialize(_writer, ecart, CommandOutput.Options);
        if (_writer.BytesPending > Held) await _writer.FlushAsync(ct);
    }

    public async Task EndAsync(RapportRejeu rapport, CancellationToken ct)
    {
        Begin();
        _writer.WriteEndArray();
        var (rejeu, comparaison) = (rapport.Rejeu, rapport.Comparaison);
        Write("conforme", rapport.Ecarts == 0);
        Write("rejoues", rejeu.Rejoues);
        Write("retires", rejeu.Retires);
        Write("nonRejoues", rejeu.SansTrace);
        Write("echecs", rejeu.Echecs);
        Write("compares", comparaison.Lignes);
        Write("candidatsNonJuges", comparaison.CandidatsRetires);
        Write("lignesNonJugees", comparaison.LignesRetirees);
        Write("enAttente", comparaison.EnAttente);
        _writer.WriteEndObject();
        await _writer.FlushAsync(ct);
        await output.WriteAsync("\n"u8.ToArray(), ct);
        await output.FlushAsync(ct);
    }

    // Nothing is written before something is known: a replay that fails leaves no object that only looks whole.
    private void Begin()
    {
        if (_begun) return;
        _begun = true;
        _writer.WriteStartObject();
        _writer.WriteStartArray("ecarts");
    }

    private void Write<T>(string name, T value)
    {
        _writer.WritePropertyName(name);
        JsonSerializer.Serialize(_writer, value, CommandOutput.Options);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
