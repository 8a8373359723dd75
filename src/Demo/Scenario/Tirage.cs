namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Seeded draws that the chapters of the scenario share.</summary>
internal sealed class Tirage(int graine)
{
    public Random Random { get; } = new(graine);

    public bool SurCent(double pourcent) => Random.NextDouble() * 100 < pourcent;

    /// <summary>A moment before nine in the morning: the answers of a day are older than its first pull.</summary>
    public DateTime Matin(DateOnly jour) => jour.ToDateTime(new TimeOnly(5 + Random.Next(3), Random.Next(60)));

    public int Amenagement(Formation formation)
    {
        var tirage = Random.Next(100);
        var voulu = tirage < 15 ? 1 : tirage < 23 ? 2 : 0;
        return formation.VetPour(voulu) is null ? 0 : voulu;
    }

    public Formation Formation(int? autreQue = null)
    {
        var possibles = Formations.Toutes.Where(f => f.EstParametree && f.Code != autreQue).ToList();
        var reste = Random.Next(possibles.Sum(f => f.Poids));
        foreach (var formation in possibles)
        {
            reste -= formation.Poids;
            if (reste < 0)
                return formation;
        }

        return possibles[^1];
    }

    /// <summary>A copy in a drawn order.</summary>
    public List<T> Melanger<T>(IEnumerable<T> source)
    {
        var items = source.ToArray();
        Random.Shuffle(items);
        return [.. items];
    }
}
