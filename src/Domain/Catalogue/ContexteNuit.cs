namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>The bounds that hold on a day of a campaign.</summary>
/// <param name="Jour">Civil day of Paris.</param>
/// <param name="AnneeCampagne">The year in which the campaign began.</param>
public sealed record ContexteNuit(DateOnly Jour, int AnneeCampagne)
{
    private const int Octobre = 10;

    /// <summary>A certification has to end after this day: 31 August of this year, from October on of the next.</summary>
    public DateOnly BorneFin { get; } = new(Jour.Month >= Octobre ? Jour.Year + 1 : Jour.Year, 8, 31);

    public DateOnly PremiereSession { get; } = new(AnneeCampagne + 1, 8, 1);
    public DateOnly DerniereSession { get; } = new(AnneeCampagne + 2, 7, 31);

    /// <summary>The campaign of a day: the last that had begun, else the first that will.</summary>
    public static DateOnly? CampagneDu(DateOnly jour, IReadOnlyCollection<DateOnly> debuts)
    {
        var begun = debuts.Where(d => d <= jour).ToList();
        return begun.Count > 0 ? begun.Max() : debuts.Count > 0 ? debuts.Min() : null;
    }
}
