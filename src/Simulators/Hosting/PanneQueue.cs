namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>The faults that wait for their victims, first ordered first served.</summary>
internal sealed class PanneQueue
{
    private readonly List<Panne> _waiting = [];
    private readonly Lock _lock = new();

    public void Add(Panne panne)
    {
        lock (_lock)
            _waiting.Add(panne);
    }

    public void Clear()
    {
        lock (_lock)
            _waiting.Clear();
    }

    public IReadOnlyList<Panne> Waiting()
    {
        lock (_lock)
            return [.. _waiting];
    }

    /// <summary>The fault that the present call of <paramref name="methode"/> has to suffer, if any.</summary>
    public Panne? Take(string methode)
    {
        lock (_lock)
        {
            for (var i = 0; i < _waiting.Count; i++)
            {
                var panne = _waiting[i];
                if (panne.Methode is not null && panne.Methode != methode)
                    continue;

                if (panne.Nombre == 1)
                    _waiting.RemoveAt(i);
                else
                    _waiting[i] = panne with { Nombre = panne.Nombre - 1 };
                return panne;
            }

            return null;
        }
    }
}
