namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>The days that are played.</summary>
internal static class Jours
{
    public static readonly DateOnly Ouverture = Campagne.Debut;
    public static readonly DateOnly PremiereVague = new(2026, 6, 3);
    public static readonly DateOnly SecondeVague = new(2026, 6, 4);
    public static readonly DateOnly Juin11 = new(2026, 6, 11);
    public static readonly DateOnly Juin25 = new(2026, 6, 25);
    public static readonly DateOnly Publication = Campagne.Publication;
    public static readonly DateOnly Lendemain = Campagne.Publication.AddDays(1);
    public static readonly DateOnly Rattrapage = Campagne.Rattrapage;
    public static readonly DateOnly Juillet15 = new(2026, 7, 15);
    public static readonly DateOnly Juillet20 = new(2026, 7, 20);
    public static readonly DateOnly Rentree = Campagne.Rentree;
    public static readonly DateOnly Septembre10 = new(2026, 9, 10);
}
