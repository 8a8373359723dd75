using System.Globalization;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>Gives tokens for the client's secret, and knows how long each is taken.</summary>
internal sealed class GuichetJetons(ExpositionOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _jetons = [];
    private readonly Lock _lock = new();
    private int _rang;

    /// <summary>The token, or null when the client or its secret is not the right one.</summary>
    /// <param name="coupe">Seconds after which it is not taken any more, whatever is said of its life.</param>
    public string? Delivrer(string? client, string? secret, int? coupe)
    {
        if (client != options.Client || secret != options.Secret) return null;
        lock (_lock)
        {
            var jeton = string.Create(CultureInfo.InvariantCulture, $"jeton-{++_rang}-{options.Graine}");
            _jetons[jeton] = clock.GetUtcNow().AddSeconds(coupe ?? options.JetonSecondes);
            return jeton;
        }
    }

    public bool Accepte(string jeton)
    {
        lock (_lock) return _jetons.TryGetValue(jeton, out var fin) && clock.GetUtcNow() < fin;
    }

    /// <summary>Every token so far is void.</summary>
    public void Revoquer()
    {
        lock (_lock) _jetons.Clear();
    }
}
