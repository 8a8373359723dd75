namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>Seeded randomness that concurrent calls may share.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    public bool Roll(double probability)
    {
        if (probability <= 0)
            return false;

        lock (_lock)
            return _random.NextDouble() < probability;
    }

    public int Below(int limit)
    {
        lock (_lock)
            return _random.Next(limit);
    }
}
