using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Where lots are kept.</summary>
internal sealed class LotStores(Database database) : PublicationStores(database, new PartTable("fichier_partie", "lot", Named: true));
